"""The sample archive: agreements the program draws itself, and the walk that takes them in."""
