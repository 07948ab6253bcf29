"""How the index lies on the disk: Whoosh's segments with postings as plain arrays of numbers."""
