"""Authorities: what they are called and when, what they signed, and which of them are one."""
