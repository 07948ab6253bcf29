"""The screen “Đối tác”: the directory, one partner with its names in time, and the brief."""
