"""Agreements handed over as packages: originals with everything that is recorded of them."""
