"""Signing in: the page that asks who somebody is, and locking the window behind it."""
