"""The screen “Quản trị”: the state of the archive, its log, its lists, its agency."""
