"""The engines that keep a catalogue: SQLite at one desk, PostgreSQL for an office.

What they do alike is SQLAlchemy's business; here is what they do differently. `database.py` says
what a catalogue wants of its engine, one module for each engine does it, and `rows_*.py` say how
the rows of each are watched and read for sealing.
"""
