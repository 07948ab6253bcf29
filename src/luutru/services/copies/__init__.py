"""Certified copies: what may be copied, numbers given once, copies issued, checked and entered."""
