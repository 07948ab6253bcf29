"""Small things used on several screens; each has an accessible name and can be reached by key."""
