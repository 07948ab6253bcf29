"""The timeline: agreements as lanes, their terms as bars, their milestones as diamonds."""
