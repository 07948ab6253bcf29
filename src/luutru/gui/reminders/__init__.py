"""Nobody misses a day: the bell, its panel, and a word in the tray."""
