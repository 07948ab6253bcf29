"""Restoring a backup: from the welcome, and beside an archive that is open."""
