"""Rules that are data: statutory duties, days that are worked, and what an archive changes."""
