"""The language: folding and tones, dates, order of titles, old encodings, abbreviations."""
