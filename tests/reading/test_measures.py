import pytest

from luutru.reading.measures import Measures, as_text, from_plain, from_text


def test_measures_come_back_as_they_were_kept():
    measures = Measures(200, 24, 0.4, (1, 2, 3, 4), has_seal=True, has_signature=False)
    assert from_text(as_text(measures)) == measures


def test_a_page_that_was_read_before_there_were_measures_has_none():
    assert from_text("") is None


def test_what_another_version_measured_besides_is_left_out():
    assert from_plain({"dpi": 300, "warmth": 12}) == Measures(dpi=300)


def test_edges_that_are_none_are_refused():
    with pytest.raises(ValueError, match="unpack"):
        from_plain({"edges": [1, 2]})
