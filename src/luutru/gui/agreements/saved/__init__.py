"""Saved searches: a question under a name, above the facets."""
