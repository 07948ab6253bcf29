"""What follows an agreement: milestones planned, moved, done, and told in time."""
