"""The steps by which a catalogue's schema grew; each is taken once and never changed."""
