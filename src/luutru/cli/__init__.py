"""The terminal: the same services without a window, one module a command."""
