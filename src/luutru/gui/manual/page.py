"""Shows one chapter of the manual in the colours of the window."""

from pathlib import PurePosixPath
from typing import Any, Final

from markdown_it import MarkdownIt
from PySide6.QtCore import QEvent, Qt, QUrl, Signal
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QTextBrowser
from typing_extensions import override

from luutru import i18n
from luutru.gui.theme.current import colour
from luutru.gui.theme.fonts import font
from luutru.i18n import translate
from luutru.services.manual.contents import Chapter, pictures

_WIDE: Final = 660
"""Pixels that a picture takes."""
_STYLE: Final = """
body {{ line-height: 140%; color: {text}; }}
h1 {{ font-size: 22px; font-weight: 600; color: {text}; margin: 0 0 12px 0; }}
h2 {{ font-size: 16px; font-weight: 600; color: {text}; margin: 18px 0 6px 0; }}
p, li {{ margin: 0 0 8px 0; }}
code {{ font-family: Inter; background-color: {sunken}; }}
a {{ color: {accent}; text-decoration: none; }}
th {{ text-align: left; font-weight: 600; background-color: {sunken}; padding: 5px 10px; }}
td {{ padding: 5px 10px; }}
"""


class ManualPage(QTextBrowser):
    """A chapter; links lead to other chapters, and nowhere else."""

    chapter_wanted = Signal(str)
    """The identifier of a chapter that a link names."""

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.setAccessibleName(translate("Chapter of the manual"))
        self.setFont(font(14))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(22)
        self.setSearchPaths([str(pictures(i18n.language()))])
        self.anchorClicked.connect(self._follow)
        self._markdown = MarkdownIt().enable("table")
        self._markdown.add_render_rule("image", _picture)
        self._shown: Chapter | None = None

    def show_chapter(self, chapter: Chapter, words: str = "") -> None:
        """Show a chapter from its beginning, or from the first of `words` in it."""
        self._shown = chapter
        roles = {name: colour(name).name() for name in ("text", "sunken", "accent")}
        self.document().setDefaultStyleSheet(_STYLE.format(**roles))
        html = self._markdown.render(chapter.text)
        self.setHtml(html.replace("<table>", '<table cellspacing="0" width="100%">'))
        if words:
            self.find(words.split(maxsplit=1)[0], QTextDocument.FindFlag(0))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._shown is not None:
            self.show_chapter(self._shown)

    def _follow(self, link: QUrl) -> None:
        self.chapter_wanted.emit(PurePosixPath(link.path()).stem)


def _picture(_renderer: Any, tokens: Any, place: int, _options: Any, _env: Any) -> str:  # noqa: ANN401
    token = tokens[place]
    return f'<img src="{token.attrs["src"]}" alt="{token.content}" width="{_WIDE}">'
