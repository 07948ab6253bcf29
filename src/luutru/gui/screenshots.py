"""Pictures of the window for the documents: `python -m luutru.gui.screenshots ARCHIVE OUT`.

The real window on a real archive, drawn without a screen; nothing is staged but what is typed.
"""

import os
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image

# Qt looks at the variable when it is loaded.
from PySide6.QtCore import QEvent, QSettings, QSize
from PySide6.QtWidgets import QApplication

from luutru import i18n
from luutru.gui import scenes
from luutru.gui.app import build
from luutru.gui.main_window import MainWindow
from luutru.gui.preferences import Preferences
from luutru.gui.theme.theme import Scheme, Theme
from luutru.gui.workspace import Workspace
from luutru.services.archive import open_archive

_QUIET: Final = 0.4
"""Seconds without work in the background after which the picture is taken."""
_ROUNDS: Final = 10
"""Times that the window has to be let work in these seconds; each may ask for another layout."""
_PATIENCE: Final = 20.0
_LARGE, _SMALL = QSize(1600, 1000), QSize(1366, 768)


@dataclass(frozen=True)
class _Picture:
    """One file: what is done first, and how the window looks."""

    name: str
    steps: tuple[Callable[[Workspace], None], ...]
    size: QSize
    scheme: Scheme
    language: str = "vi"


_PICTURES: Final = (
    _Picture("home-1600-light", (scenes.home,), _LARGE, Scheme.LIGHT),
    _Picture("home-1600-dark", (scenes.home,), _LARGE, Scheme.DARK),
    _Picture("home-1366-light", (scenes.home,), _SMALL, Scheme.LIGHT),
    _Picture("palette-1366-light", (scenes.home, scenes.palette), _SMALL, Scheme.LIGHT),
    _Picture("agreements-1600-light", (scenes.agreements,), _LARGE, Scheme.LIGHT),
    _Picture("agreements-1600-dark", (scenes.agreements,), _LARGE, Scheme.DARK),
    _Picture("agreements-1366-light", (scenes.agreements,), _SMALL, Scheme.LIGHT),
    _Picture("agreements-1366-dark", (scenes.agreements,), _SMALL, Scheme.DARK),
    _Picture("agreements-1600-english", (scenes.agreements,), _LARGE, Scheme.LIGHT, "en"),
    _Picture("builder-1600-light", (scenes.builder,), _LARGE, Scheme.LIGHT),
    _Picture("builder-1366-dark", (scenes.builder,), _SMALL, Scheme.DARK),
    _Picture("alike-1366-light", (scenes.agreements, scenes.alike), _SMALL, Scheme.LIGHT),
    _Picture("record-1600-light", (scenes.agreements, scenes.form), _LARGE, Scheme.LIGHT),
    _Picture("record-1366-dark", (scenes.agreements, scenes.form), _SMALL, Scheme.DARK),
    _Picture("partner-1600-light", (scenes.partner,), _LARGE, Scheme.LIGHT),
    _Picture("partner-1366-dark", (scenes.partner,), _SMALL, Scheme.DARK),
    _Picture("brief-1366-light", (scenes.partner, scenes.brief), _SMALL, Scheme.LIGHT),
    _Picture("intake-1600-light", (scenes.intake,), _LARGE, Scheme.LIGHT),
    _Picture("intake-1366-dark", (scenes.intake,), _SMALL, Scheme.DARK),
    _Picture(
        "review-1600-light", (scenes.review, scenes.just_in, scenes.party), _LARGE, Scheme.LIGHT
    ),
    _Picture("milestones-1600-light", (scenes.timeline,), _LARGE, Scheme.LIGHT),
    _Picture("milestones-1366-dark", (scenes.timeline,), _SMALL, Scheme.DARK),
    _Picture("board-1600-light", (scenes.board,), _LARGE, Scheme.LIGHT),
    _Picture("calendar-1366-light", (scenes.calendar,), _SMALL, Scheme.LIGHT),
    _Picture("review-1366-dark", (scenes.review, scenes.just_in), _SMALL, Scheme.DARK),
    _Picture("copies-1600-light", (scenes.copies,), _LARGE, Scheme.LIGHT),
    _Picture("copies-1366-dark", (scenes.copies,), _SMALL, Scheme.DARK),
    _Picture("issuing-1600-light", (scenes.issuing, scenes.checked), _LARGE, Scheme.LIGHT),
    _Picture("issuing-1366-dark", (scenes.issuing, scenes.checked), _SMALL, Scheme.DARK),
    _Picture("administration-1600-light", (scenes.administration,), _LARGE, Scheme.LIGHT),
    _Picture("administration-1366-dark", (scenes.administration,), _SMALL, Scheme.DARK),
    _Picture("backups-1366-light", (scenes.backups,), _SMALL, Scheme.LIGHT),
    _Picture("backups-1366-dark", (scenes.backups,), _SMALL, Scheme.DARK, "en"),
    _Picture("log-1600-light", (scenes.log,), _LARGE, Scheme.LIGHT),
    _Picture("log-1366-dark", (scenes.log,), _SMALL, Scheme.DARK),
)

_MANUAL: Final[Mapping[str, tuple[Callable[[Workspace], None], ...]]] = {
    "home": (scenes.home,),
    "agreements": (scenes.agreements,),
    "record": (scenes.agreements, scenes.form),
    "intake": (scenes.intake,),
    "review": (scenes.review, scenes.just_in),
    "milestones": (scenes.timeline,),
    "issuing": (scenes.issuing, scenes.checked),
    "partner": (scenes.partner,),
    "administration": (scenes.administration,),
    "backups": (scenes.backups,),
}
"""The pictures of the manual, drawn in both languages."""
_COLOURS: Final = 192
"""Colours that a picture of the manual keeps: it is a third of the size, and looks the same."""

NAMES: Final = tuple(picture.name for picture in _PICTURES)
"""What the files are called, without `.png`."""
FEW: Final = (
    "home-1600-light", "agreements-1600-light", "agreements-1366-dark", "milestones-1600-light",
    "record-1600-light", "intake-1600-light", "copies-1600-light",
)  # fmt: skip
"""Those that a demonstration draws: all of them would take longer than the rest of it."""


def render(archive_folder: Path, out: Path, names: Collection[str] = FEW) -> list[Path]:
    """Draw the window on the archive in `archive_folder` into PNG files in `out`; return them.

    Raises:
        NoArchive: There is none in `archive_folder`.
    """
    out.mkdir(parents=True, exist_ok=True)
    language = i18n.language()
    try:
        wanted = [picture for picture in _PICTURES if picture.name in names]
        return [_draw(archive_folder, out, picture) for picture in wanted]
    finally:
        i18n.use_language(language)


def render_manual(archive_folder: Path, out: Path) -> None:
    """Draw the pictures of the manual into a folder for each language.

    Raises:
        NoArchive: There is none in `archive_folder`.
    """
    spoken = i18n.language()
    try:
        for language in ("vi", "en"):
            (out / language).mkdir(parents=True, exist_ok=True)
            for name, steps in _MANUAL.items():
                picture = _Picture(name, steps, _SMALL, Scheme.LIGHT, language)
                file = _draw(archive_folder, out / language, picture)
                with Image.open(file) as drawn:
                    drawn.convert("RGB").quantize(_COLOURS).save(file, optimize=True)
    finally:
        i18n.use_language(spoken)


def _draw(archive_folder: Path, out: Path, picture: _Picture) -> Path:
    i18n.use_language(picture.language)
    with _window(picture) as window:
        workspace = window.work_in(open_archive(archive_folder))
        window.show()
        _wait_until_quiet(window)
        for step in picture.steps:
            step(workspace)
            _wait_until_quiet(window)
        file = out / f"{picture.name}.png"
        window.grab().save(str(file))
    return file


@contextmanager
def _window(picture: _Picture) -> Iterator[MainWindow]:
    """Make a window that remembers nothing and leaves the reader's own settings alone."""
    with TemporaryDirectory() as folder:
        store = QSettings(str(Path(folder) / "window.ini"), QSettings.Format.IniFormat)
        preferences = Preferences(store)
        preferences.reminds = False
        window = MainWindow(_theme(picture.scheme), preferences)
        window.resize(picture.size)
        try:
            yield window
        finally:
            window.let_go()
            window.close()
            window.deleteLater()
            # Without a running loop nothing else deletes it, and each new theme would dress it too.
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
            QApplication.processEvents()


def _theme(scheme: Scheme) -> Theme:
    """Return the dress of the application, which is made for the first picture."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        return build(sys.argv[:1], scheme)[1]
    theme = next(iter(application.findChildren(Theme)), None) or Theme(application, scheme)
    theme.choose(scheme)
    return theme


def _wait_until_quiet(window: MainWindow) -> None:
    """Let the window work until nothing has been going on behind it for a little while."""
    deadline = time.monotonic() + _PATIENCE
    quiet_since, rounds = time.monotonic(), 0
    while time.monotonic() < deadline:
        QApplication.processEvents()
        rounds += 1
        if window.session is not None and not window.session.jobs.idle:
            quiet_since, rounds = time.monotonic(), 0
        if time.monotonic() - quiet_since > _QUIET and rounds > _ROUNDS:
            return
        time.sleep(0.01)


def main() -> None:
    """Draw what the command line names."""
    parser = ArgumentParser(prog="python -m luutru.gui.screenshots", description=__doc__)
    parser.add_argument("archive", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--only", nargs="+", choices=NAMES, default=NAMES, metavar="NAME")
    parser.add_argument("--manual", type=Path, metavar="DIR", help="draw those of the manual too")
    told = parser.parse_args()
    render(told.archive, told.out, told.only)
    if told.manual is not None:
        render_manual(told.archive, told.manual)


if __name__ == "__main__":
    main()
