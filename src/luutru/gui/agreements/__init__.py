"""The screen “Thỏa thuận”: facets, the list of results, and the agreement that is open."""
