"""The board: milestones as cards, in columns by how near they are; the twin of the timeline."""
