"""Authorities are trusted once their SHA-256 was shown, and no longer with a reason."""

import pytest

from luutru.gui.administration.screen import AGENCY
from luutru.services import custody
from luutru.services.copies.trusted import roots_told


@pytest.fixture
def card(screen, until):
    """The card of the authorities, read."""
    tab = screen.show_tab(AGENCY)
    until(lambda: bool(tab.names.lines))
    return tab.roots


def test_a_root_is_shown_then_trusted_and_trusted_no_longer_with_a_reason(
    card, authority, archive, tmp_path, until
):
    assert not card.none.isHidden()
    dialog = card.trust(authority.roots(tmp_path / "roots") / "root.crt")
    assert not dialog.trust_it.isEnabled()
    until(dialog.trust_it.isEnabled)
    assert roots_told(archive) == []
    shown = dialog.found.text()
    dialog.trust_it.click()
    until(lambda: len(card.table.lines) == 1)
    (root,) = roots_told(archive)
    assert root.sha256 in shown.replace(" ", "")
    assert card.table.lines[0].cells[0] == root.subject
    card.table.selectRow(0)
    asked = card.distrust()
    assert not asked.enter_it.isEnabled()
    asked.reason.put("khóa bị lộ")
    asked.follow()
    asked.enter_it.click()
    until(lambda: not card.table.lines)
    assert roots_told(archive) == []
    (entry,) = custody.entries(archive, limit=1)
    assert (entry.act, entry.detail["reason"]) == ("root_distrusted", "khóa bị lộ")


def test_a_file_without_a_root_is_told_and_nothing_can_be_trusted(card, tmp_path, until):
    (tmp_path / "none.crt").write_bytes(b"nothing")
    dialog = card.trust(tmp_path / "none.crt")
    until(dialog.notice.isVisible)
    assert not dialog.trust_it.isEnabled()
