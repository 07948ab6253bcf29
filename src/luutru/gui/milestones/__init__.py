"""The screen “Mốc theo dõi”: one set of milestones as a timeline, a board and a month."""
