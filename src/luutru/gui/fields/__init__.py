"""The fields of a description as they are entered: inputs, rows, lists of entries."""
