"""Nothing that a document or a description says is ever opened by another program."""

import logging
from typing import Final

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices

log = logging.getLogger(__name__)

SCHEMES: Final = (
    "http", "https", "ftp", "ftps", "sftp", "file", "smb", "mailto", "tel", "data", "javascript",
    "ms-msdt", "search-ms", "vbscript", "webcal",
)  # fmt: skip


class NoLinks(QObject):
    """Takes every link that the window would hand to the system, and lets it drop."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        for scheme in SCHEMES:
            QDesktopServices.setUrlHandler(scheme, self, "refuse")  # type: ignore[arg-type]  # its stub is wrong

    @Slot(QUrl)
    def refuse(self, url: QUrl) -> None:
        """Open nothing; note that somebody asked, without saying for what."""
        log.warning("a link (%s) was not opened", url.scheme())
