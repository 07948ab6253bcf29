"""The screen “Trang chủ”: what needs somebody today, and where each figure leads."""
