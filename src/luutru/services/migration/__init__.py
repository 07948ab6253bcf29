"""An archive goes from one engine to the other: to a server, or back into a folder (ADR 0049)."""
