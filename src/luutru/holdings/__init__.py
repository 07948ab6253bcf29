"""Where things are kept: the catalogue, the strongroom, the full-text index, the reader."""
