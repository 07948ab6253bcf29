"""What is done in the window before a picture of it is taken: one function a scene."""

from typing import Final

from luutru.gui.administration.screen import AdministrationScreen
from luutru.gui.agreements.screen import AgreementsScreen
from luutru.gui.copies.screen import CopiesScreen
from luutru.gui.intake.screen import IntakeScreen
from luutru.gui.milestones.screen import BOARD, CALENDAR, MilestonesScreen
from luutru.gui.partners.screen import PartnersScreen
from luutru.gui.screens import (
    ADMINISTRATION,
    AGREEMENTS,
    COPIES,
    HOME,
    INTAKE,
    MILESTONES,
    PARTNERS,
)
from luutru.gui.workspace import Workspace
from luutru.services.partners import known_partners

_QUERY: Final = "đánh giá sự phù hợp"
_BUILT: Final = 'tiêu chuẩn "đánh giá sự phù hợp" ký:2020..2024 loại:"bản ghi nhớ"'
_COPIED: Final = "2026-0004"


def home(workspace: Workspace) -> None:
    """Show the first screen."""
    workspace.show_screen(HOME)


def palette(workspace: Workspace) -> None:
    """Look for a country in the palette."""
    palette = workspace.open_palette()
    palette.field.setText("iran")


def agreements(workspace: Workspace) -> None:
    """Search."""
    workspace.search(_QUERY)


def builder(workspace: Workspace) -> None:
    """Put a query together."""
    workspace.search(_BUILT)
    workspace.actions_of_window["build"].trigger()


def alike(workspace: Workspace) -> None:
    """List what is most like the agreement that is open."""
    workspace.actions_of_window["like"].trigger()


def form(workspace: Workspace) -> None:
    """Show the description of the agreement that is open."""
    screen = workspace.screen_called(AGREEMENTS)
    if isinstance(screen, AgreementsScreen):
        screen.agreement.edit()


def intake(workspace: Workspace) -> None:
    """Show the queue."""
    workspace.show_screen(INTAKE)


def review(workspace: Workspace) -> None:
    """Show a review."""
    workspace.show_screen(INTAKE)
    screen = workspace.screen_called(INTAKE)
    if isinstance(screen, IntakeScreen):
        screen.review().form.finish()


def just_in(workspace: Workspace) -> None:
    """Go to a document of which nobody has described anything yet."""
    workspace.actions_of_window["next_review"].trigger()


def party(workspace: Workspace) -> None:
    """Point at a party on the scan."""
    workspace.window().activateWindow()
    screen = workspace.screen_called(INTAKE)
    if isinstance(screen, IntakeScreen):
        screen.review().form.point("party.foreign/1")


def timeline(workspace: Workspace) -> None:
    """Show the milestones as a timeline."""
    workspace.show_screen(MILESTONES)


def board(workspace: Workspace) -> None:
    """Show them as a board."""
    _see_milestones(workspace, BOARD)


def calendar(workspace: Workspace) -> None:
    """Show them as a month."""
    _see_milestones(workspace, CALENDAR)


def _see_milestones(workspace: Workspace, view: int) -> None:
    screen = workspace.screen_called(MILESTONES)
    workspace.show_screen(MILESTONES)
    if isinstance(screen, MilestonesScreen):
        screen.show_view(view)


def partner(workspace: Workspace) -> None:
    """Show the foreign partner with whom most was signed."""
    workspace.show_screen(PARTNERS)
    abroad = (one for one in known_partners(workspace.desk.archive) if not one.is_ours)
    busiest = max(abroad, key=lambda one: one.agreements, default=None)
    if busiest is not None:
        workspace.desk.partner_wanted.emit(busiest.id)


def brief(workspace: Workspace) -> None:
    """Show its brief."""
    screen = workspace.screen_called(PARTNERS)
    if isinstance(screen, PartnersScreen):
        screen.show_brief()


def administration(workspace: Workspace) -> None:
    """Show the state of the archive."""
    workspace.show_screen(ADMINISTRATION)


def backups(workspace: Workspace) -> None:
    """Show the backups."""
    screen = workspace.screen_shown(ADMINISTRATION)
    if isinstance(screen, AdministrationScreen):
        screen.show_part("backup")


def log(workspace: Workspace) -> None:
    """Show the custody log."""
    screen = workspace.screen_shown(ADMINISTRATION)
    if isinstance(screen, AdministrationScreen):
        screen.show_log()


def copies(workspace: Workspace) -> None:
    """Show the register of trial copies."""
    screen = workspace.screen_shown(COPIES)
    if isinstance(screen, CopiesScreen):
        screen.show_trials()


def issuing(workspace: Workspace) -> None:
    """Begin a copy."""
    screen = workspace.screen_shown(COPIES)
    if isinstance(screen, CopiesScreen):
        screen.issue(_COPIED)


def checked(workspace: Workspace) -> None:
    """Check what is asked for, and draw how the copy will look."""
    screen = workspace.screen_shown(COPIES)
    if isinstance(screen, CopiesScreen):
        screen.issuing().check()
