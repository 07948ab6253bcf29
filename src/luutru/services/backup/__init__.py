"""Backups: written to a medium, tried out, restored; an archive moved elsewhere (ADR 0036)."""
