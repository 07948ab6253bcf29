"""The dialog in which the pages of a scan are turned, moved, left out, and cut into documents."""
