"""The palette finds agreements, partners, countries, commands and screens, and goes there."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from luutru.services.describe import new_agreement


@pytest.fixture
def window(open_window, archive):
    """The window of an archive with two agreements."""
    for title, party in (("Bản ghi nhớ về đo lường", "INSO"), ("Thỏa thuận Halal", "JAKIM")):
        new_agreement(archive, [("title_vi", title), ("party.foreign", f"{party}; ; IR")])
    return open_window("home")


@pytest.fixture
def palette(window):
    """The palette, opened by its key."""
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    return window.workspace.open_palette()


def titles(palette):
    return [entry.title for entry in palette.entries]


def key(palette, key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(palette.field, key, modifier)


def test_it_opens_with_the_focus_in_its_field_and_shows_the_screens(palette):
    assert palette.field.hasFocus()
    assert {"Home", "Agreements", "Intake"} <= set(titles(palette))


def test_an_agreement_is_found_without_marks_and_opened_by_enter(palette, window, qtbot):
    QTest.keyClicks(palette.field, "do luong")
    qtbot.waitUntil(lambda: titles(palette)[:1] == ["Bản ghi nhớ về đo lường"])
    key(palette, Qt.Key.Key_Return)
    assert window.workspace.current == "agreements"
    pane = window.workspace.screen_called("agreements").agreement
    qtbot.waitUntil(lambda: pane.row is not None and pane.row.title == "Bản ghi nhớ về đo lường")


def test_a_partner_leads_to_what_was_agreed_with_it(palette, window, qtbot):
    QTest.keyClicks(palette.field, "jakim")
    qtbot.waitUntil(lambda: any(e.heading == "Partners" for e in palette.entries))
    next(e for e in palette.entries if e.heading == "Partners").run()
    assert window.workspace.current in ("agreements", "partners")


def test_a_country_is_found_by_its_name(palette, qtbot):
    QTest.keyClicks(palette.field, "iran")
    qtbot.waitUntil(lambda: any(e.heading == "Countries" for e in palette.entries))
    assert next(e for e in palette.entries if e.heading == "Countries").about == "2 agreements"


def test_a_command_is_done_and_shows_its_key(palette, window, theme):
    QTest.keyClicks(palette.field, "dark")
    entry = next(e for e in palette.entries if e.heading == "Commands")
    assert (entry.title, entry.key) == ("Light or dark", "Ctrl+Shift+L")
    before = theme.dark
    key(palette, Qt.Key.Key_Return)
    assert theme.dark is not before


def test_a_command_of_another_screen_is_done_there(palette, window):
    QTest.keyClicks(palette.field, "build a query")
    key(palette, Qt.Key.Key_Return)
    assert window.workspace.current == "agreements"
    assert window.workspace.actions_of_window["build"].isChecked()


def test_what_cannot_be_done_here_is_not_offered(palette):
    QTest.keyClicks(palette.field, "zoom")
    assert not any(entry.title.startswith("Zoom") for entry in palette.entries)


def test_a_screen_is_gone_to(palette, window):
    QTest.keyClicks(palette.field, "intake")
    assert titles(palette)[0] == "Intake"
    key(palette, Qt.Key.Key_Return)
    assert window.workspace.current == "intake"


def test_arrows_go_round_and_are_told_to_a_screen_reader(palette):
    first = palette.field.accessibleDescription()
    key(palette, Qt.Key.Key_Down)
    assert palette.field.accessibleDescription() != first
    key(palette, Qt.Key.Key_Up)
    key(palette, Qt.Key.Key_Up)
    assert palette.list.current is palette.entries[-1]


def test_esc_closes_it_and_gives_the_focus_back(window, qtbot):
    field = window.workspace.top_bar.field
    field.setFocus()
    palette = window.workspace.open_palette()
    QTest.keyClicks(palette.field, "x")
    key(palette, Qt.Key.Key_Escape)
    assert palette.isHidden()
    assert field.hasFocus()
    assert window.workspace.open_palette() is not palette


def test_it_says_that_nothing_is_called_so(palette, qtbot):
    QTest.keyClicks(palette.field, "xyzzy plugh")
    qtbot.waitUntil(lambda: palette.entries == [] and not palette._ask.waiting)
    assert palette._nothing.isVisible()


def test_what_was_opened_last_is_offered_first_and_kept_as_a_reference_only(
    window, archive, preferences, qtbot
):
    window.workspace.desk.agreement_wanted.emit("2026-0002")
    qtbot.waitUntil(lambda: preferences.recent_agreements(archive.id) == ["2026-0002"])
    palette = window.workspace.open_palette()
    qtbot.waitUntil(lambda: titles(palette)[0] == "Thỏa thuận Halal")
    kept = preferences._store.fileName()
    preferences._store.sync()
    with open(kept, encoding="utf-8") as file:  # noqa: PTH123  a path as Qt tells it
        assert "Halal" not in file.read()
