"""Guided acts: a form for each, and what it would change, before anything is recorded."""
