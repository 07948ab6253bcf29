"""Synonyms and abbreviations: which words are searched as one."""
