"""The first thing seen while no archive is open."""
