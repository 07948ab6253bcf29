"""What others wrote is shown as it is: never as markup, never as a link that opens."""

import logging

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel

from luutru.gui.no_links import SCHEMES, NoLinks
from luutru.gui.screens import BY_NAME


@pytest.mark.parametrize("screen", list(BY_NAME))
def test_no_label_of_a_screen_reads_markup(open_window, keep, elsewhere, screen):
    elsewhere(keep, "<b>Hợp tác<b> <i>đo lường")
    window = open_window(screen)
    labels = window.findChildren(QLabel)
    assert labels
    rich = [one.text() for one in labels if one.textFormat() != Qt.TextFormat.PlainText]
    assert rich == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_link_is_opened_by_nobody(qapp, caplog, scheme):
    refusing = NoLinks(qapp)
    caplog.set_level(logging.WARNING)
    QDesktopServices.openUrl(QUrl(f"{scheme}:secret"))
    assert [record.getMessage() for record in caplog.records] == [
        f"a link ({scheme}) was not opened"
    ]
    for one in SCHEMES:
        QDesktopServices.unsetUrlHandler(one)
    refusing.deleteLater()
