"""Whether this computer has what the program needs; looks only, and needs no archive."""
