"""The review half of the screen: what was read out of a scan, beside it, to be confirmed."""
