"""The lists of codes as they ship."""

import pytest

from luutru.records.code_lists import code_list, list_names


@pytest.mark.parametrize("name", list_names())
def test_every_list_is_named_and_tells_where_it_comes_from(name):
    shown = code_list(name)
    assert name not in (shown.vi, shown.en)
    assert shown.source
    assert shown.checked_on
    assert all(entry.vi and entry.en for entry in shown.shipped)
