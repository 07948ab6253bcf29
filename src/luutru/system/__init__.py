"""What operating systems do differently, and nothing else; everybody may ask, on every floor.

Windows cannot be tried here. Tests pretend it instead: `tests/system/pretended` takes away what it
lacks and refuses what it refuses, and the program runs on that (docs/installation.md).
"""
