"""Who works in an archive: accounts and their roles, signing in, and who is cleared for what."""
