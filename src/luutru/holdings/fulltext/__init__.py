"""The full-text index: found by words, thrown away and rebuilt without loss."""
