"""The screen “Tiếp nhận”: files on their way from the scanner into the archive."""
