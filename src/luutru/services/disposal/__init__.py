"""Keeping and letting go: what is frozen, what could go by its retention period, what went."""
