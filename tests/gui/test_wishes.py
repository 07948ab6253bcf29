"""What one screen wants of another is done by the window."""

import pytest

from luutru.gui.screens import BY_NAME, SCREENS
from luutru.services.filters import Filter


@pytest.fixture
def three(keep):
    """Keep three agreements, one of them to be asked for."""
    keep("Biên bản ghi nhớ với Belarus", signed_on="2023-12-07")
    keep("Lease", signed_on="2023-12-07")
    keep("Loan", signed_on="2019-01-02")


def listed(window):
    screen = window.workspace.screen_called("agreements")
    return [] if screen.finding.waiting else list(screen.results.model.ids)


@pytest.mark.parametrize(
    ("wanted", "count"),
    [("ký:2019", 1), ("", 3), (Filter(years=(2023, 2023)), 2), (Filter(), 3)],
)
def test_a_list_is_opened_as_it_was_asked_for_whatever_stood_there(
    open_window, three, qtbot, wanted, count
):
    window = open_window("intake")
    window.workspace.desk.list_wanted.emit(Filter(statuses=frozenset({"draft"})))
    window.workspace.desk.list_wanted.emit(wanted)
    assert window.workspace.current == "agreements"
    qtbot.waitUntil(lambda: len(listed(window)) == count)


def test_a_screen_is_gone_to(open_window):
    window = open_window("agreements")
    window.workspace.desk.screen_wanted.emit("intake")
    assert window.workspace.current == "intake"


def test_every_screen_stands_in_the_side_bar_with_the_key_that_leads_to_it(open_window):
    workspace = open_window("agreements").workspace
    assert list(workspace.side_bar.buttons) == [spec.name for spec in SCREENS]
    for name in BY_NAME:
        assert workspace.actions_of_window[name].shortcut().toString().startswith("Alt+")


def test_a_screen_that_is_not_there_is_known_to_be_missing(open_window):
    desk = open_window("agreements").workspace.desk
    assert desk.has_screen("agreements")
    assert not desk.has_screen("nowhere")
