"""Abbreviations as recognition spoils them."""

import pytest

from luutru.extraction.names import mended


@pytest.mark.parametrize(
    ("read", "meant"),
    [("VMỊ", "VMI"), ("TCĐLCL", "TCĐLCL"), ("MoIAT", "MoIAT"), ("ÚBND", "UBND"), ("ĐMƯ", "ĐMƯ")],
)
def test_initials_bear_no_tone(read, meant):
    assert mended(read) == meant
