"""The palette: agreements, partners, countries, commands and screens by a few letters."""
