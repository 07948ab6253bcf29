"""Charts that are painted by the window itself: read in both themes, by key, and as text."""
