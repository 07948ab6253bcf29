"""The same services from a terminal, one module a command."""
