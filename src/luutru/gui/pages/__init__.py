"""The pages of a scan as they are seen: laid out, turned, zoomed, and marked."""
