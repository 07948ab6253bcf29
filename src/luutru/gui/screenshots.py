"""Pictures of the window for the documents: `python -m luutru.gui.screenshots ARCHIVE OUT`.

The real window on a real archive, drawn without a screen; nothing is staged but what is typed.
"""

import os
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Qt looks at the variable when it is loaded.
from PySide6.QtCore import QSettings, QSize
from PySide6.QtWidgets import QApplication

from luutru import i18n
from luutru.gui.administration.screen import AdministrationScreen
from luutru.gui.agreements.screen import AgreementsScreen
from luutru.gui.app import build
from luutru.gui.intake.screen import IntakeScreen
from luutru.gui.main_window import MainWindow
from luutru.gui.milestones.screen import BOARD, CALENDAR, MilestonesScreen
from luutru.gui.partners.screen import PartnersScreen
from luutru.gui.preferences import Preferences
from luutru.gui.screens import ADMINISTRATION, AGREEMENTS, HOME, INTAKE, MILESTONES, PARTNERS
from luutru.gui.theme.theme import Scheme, Theme
from luutru.gui.workspace import Workspace
from luutru.services.archive import open_archive
from luutru.services.partners import known_partners

_QUERY: Final = "đánh giá sự phù hợp"
_BUILT: Final = 'tiêu chuẩn "đánh giá sự phù hợp" ký:2020..2024 loại:"bản ghi nhớ"'
_QUIET: Final = 0.4
"""Seconds without work in the background after which the picture is taken."""
_PATIENCE: Final = 20.0
_LARGE, _SMALL = QSize(1600, 1000), QSize(1366, 768)


def _home(workspace: Workspace) -> None:
    workspace.show_screen(HOME)


def _palette(workspace: Workspace) -> None:
    palette = workspace.open_palette()
    palette.field.setText("iran")


def _agreements(workspace: Workspace) -> None:
    workspace.search(_QUERY)


def _builder(workspace: Workspace) -> None:
    workspace.search(_BUILT)
    workspace.actions_of_window["build"].trigger()


def _alike(workspace: Workspace) -> None:
    workspace.actions_of_window["like"].trigger()


def _form(workspace: Workspace) -> None:
    screen = workspace.screen_called(AGREEMENTS)
    if isinstance(screen, AgreementsScreen):
        screen.agreement.edit()


def _intake(workspace: Workspace) -> None:
    workspace.show_screen(INTAKE)


def _review(workspace: Workspace) -> None:
    workspace.show_screen(INTAKE)
    screen = workspace.screen_called(INTAKE)
    if isinstance(screen, IntakeScreen):
        screen.review().form.finish()


def _just_in(workspace: Workspace) -> None:
    """Go to a document of which nobody has described anything yet."""
    workspace.actions_of_window["next_review"].trigger()


def _party(workspace: Workspace) -> None:
    workspace.window().activateWindow()
    screen = workspace.screen_called(INTAKE)
    if isinstance(screen, IntakeScreen):
        screen.review().form.point("party.foreign/1")


def _timeline(workspace: Workspace) -> None:
    workspace.show_screen(MILESTONES)


def _board(workspace: Workspace) -> None:
    _see_milestones(workspace, BOARD)


def _calendar(workspace: Workspace) -> None:
    _see_milestones(workspace, CALENDAR)


def _see_milestones(workspace: Workspace, view: int) -> None:
    screen = workspace.screen_called(MILESTONES)
    workspace.show_screen(MILESTONES)
    if isinstance(screen, MilestonesScreen):
        screen.show_view(view)


def _partner(workspace: Workspace) -> None:
    """Show the foreign partner with whom most was signed."""
    workspace.show_screen(PARTNERS)
    abroad = (one for one in known_partners(workspace.desk.archive) if not one.is_ours)
    busiest = max(abroad, key=lambda one: one.agreements, default=None)
    if busiest is not None:
        workspace.desk.partner_wanted.emit(busiest.id)


def _brief(workspace: Workspace) -> None:
    screen = workspace.screen_called(PARTNERS)
    if isinstance(screen, PartnersScreen):
        screen.show_brief()


def _administration(workspace: Workspace) -> None:
    workspace.show_screen(ADMINISTRATION)


def _log(workspace: Workspace) -> None:
    screen = workspace.screen_shown(ADMINISTRATION)
    if isinstance(screen, AdministrationScreen):
        screen.show_log()


@dataclass(frozen=True)
class _Picture:
    """One file: what is done first, and how the window looks."""

    name: str
    steps: tuple[Callable[[Workspace], None], ...]
    size: QSize
    scheme: Scheme
    language: str = "vi"


_PICTURES: Final = (
    _Picture("home-1600-light", (_home,), _LARGE, Scheme.LIGHT),
    _Picture("home-1600-dark", (_home,), _LARGE, Scheme.DARK),
    _Picture("home-1366-light", (_home,), _SMALL, Scheme.LIGHT),
    _Picture("palette-1366-light", (_home, _palette), _SMALL, Scheme.LIGHT),
    _Picture("agreements-1600-light", (_agreements,), _LARGE, Scheme.LIGHT),
    _Picture("agreements-1600-dark", (_agreements,), _LARGE, Scheme.DARK),
    _Picture("agreements-1366-light", (_agreements,), _SMALL, Scheme.LIGHT),
    _Picture("agreements-1366-dark", (_agreements,), _SMALL, Scheme.DARK),
    _Picture("agreements-1600-english", (_agreements,), _LARGE, Scheme.LIGHT, "en"),
    _Picture("builder-1600-light", (_builder,), _LARGE, Scheme.LIGHT),
    _Picture("builder-1366-dark", (_builder,), _SMALL, Scheme.DARK),
    _Picture("alike-1366-light", (_agreements, _alike), _SMALL, Scheme.LIGHT),
    _Picture("record-1600-light", (_agreements, _form), _LARGE, Scheme.LIGHT),
    _Picture("record-1366-dark", (_agreements, _form), _SMALL, Scheme.DARK),
    _Picture("partner-1600-light", (_partner,), _LARGE, Scheme.LIGHT),
    _Picture("partner-1366-dark", (_partner,), _SMALL, Scheme.DARK),
    _Picture("brief-1366-light", (_partner, _brief), _SMALL, Scheme.LIGHT),
    _Picture("intake-1600-light", (_intake,), _LARGE, Scheme.LIGHT),
    _Picture("intake-1366-dark", (_intake,), _SMALL, Scheme.DARK),
    _Picture("review-1600-light", (_review, _just_in, _party), _LARGE, Scheme.LIGHT),
    _Picture("milestones-1600-light", (_timeline,), _LARGE, Scheme.LIGHT),
    _Picture("milestones-1366-dark", (_timeline,), _SMALL, Scheme.DARK),
    _Picture("board-1600-light", (_board,), _LARGE, Scheme.LIGHT),
    _Picture("calendar-1366-light", (_calendar,), _SMALL, Scheme.LIGHT),
    _Picture("review-1366-dark", (_review, _just_in), _SMALL, Scheme.DARK),
    _Picture("administration-1600-light", (_administration,), _LARGE, Scheme.LIGHT),
    _Picture("administration-1366-dark", (_administration,), _SMALL, Scheme.DARK),
    _Picture("log-1600-light", (_log,), _LARGE, Scheme.LIGHT),
    _Picture("log-1366-dark", (_log,), _SMALL, Scheme.DARK),
)


NAMES: Final = tuple(picture.name for picture in _PICTURES)
"""What the files are called, without `.png`."""


def render(archive_folder: Path, out: Path, names: Collection[str] = NAMES) -> list[Path]:
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
    quiet_since = time.monotonic()
    while time.monotonic() < deadline:
        QApplication.processEvents()
        if window.session is not None and not window.session.jobs.idle:
            quiet_since = time.monotonic()
        if time.monotonic() - quiet_since > _QUIET:
            return
        time.sleep(0.01)


def main() -> None:
    """Draw what the command line names."""
    parser = ArgumentParser(prog="python -m luutru.gui.screenshots", description=__doc__)
    parser.add_argument("archive", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--only", nargs="+", choices=NAMES, default=NAMES, metavar="NAME")
    told = parser.parse_args()
    render(told.archive, told.out, told.only)


if __name__ == "__main__":
    main()
