"""The icons of the log."""

import pytest

from luutru.gui.administration.log_icons import icon_of
from luutru.gui.theme.tokens import DARK, LIGHT
from luutru.records.code_lists import code_list
from luutru.resources import folder


@pytest.mark.parametrize("act", code_list("act").codes)
def test_every_act_has_an_icon(act):
    name, state = icon_of(act)
    assert name != "circle-dot"
    assert all(state in table.status for table in (LIGHT, DARK))
    assert (folder("icons") / f"{name}.svg").is_file()
