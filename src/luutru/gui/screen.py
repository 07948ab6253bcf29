"""What the window and its screens know of each other."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from luutru.gui.permits import Permits
from luutru.gui.preferences import Forgetful, Preferences
from luutru.gui.screens import BY_NAME
from luutru.gui.theme.dressing import Undressed
from luutru.gui.widgets.layouts import set_ground

if TYPE_CHECKING:
    from collections.abc import Sequence

    from luutru.gui.actions import Actions
    from luutru.gui.jobs import Jobs
    from luutru.gui.theme.theme import Theme
    from luutru.services.archive import Archive
    from luutru.services.copies.lines import CopyRow
    from luutru.services.filters import Filter
    from luutru.services.milestones.rows import Wanted


class Desk(QObject):
    """What every screen is given: the opened archive, the lanes of work, the actions.

    Screens do not know each other; what one wants of another it says here.
    """

    agreement_wanted = Signal(str)
    """Show the agreement of this reference."""
    list_wanted = Signal(object)
    """Show the agreements that a typed query (`str`) or a `services.filters.Filter` asks for."""
    milestones_wanted = Signal(object)
    """Show the milestones that a `services.milestones.rows.Wanted` asks for."""
    partner_wanted = Signal(int)
    """Show the authority of this number."""
    country_wanted = Signal(str)
    """Show everything that was agreed with the country of this code."""
    copy_wanted = Signal(object)
    """Show this number of the register of copies (`services.copies.lines.CopyRow`)."""
    issue_wanted = Signal(str)
    """Begin a copy of the agreement of this reference."""
    copies_wanted = Signal(list)
    """Begin a copy of each of the agreements of these references."""
    request_wanted = Signal(str, str)
    """Enter a request for a copy of an agreement, by its reference and its title."""
    screen_wanted = Signal(str)
    """Go to the screen of this name."""
    part_wanted = Signal(str, str)
    """Go to a screen and show the part of it that is called so (`Screen.show_part`)."""
    files_brought = Signal(list)
    """Take in these files and folders (`pathlib.Path`)."""
    search_shown = Signal(str)
    """Show this text in the search field without searching again."""
    settings_changed = Signal()
    """The archive is called otherwise, or watches another folder."""
    sign_in_changed = Signal()
    """The archive asks who somebody is from now on, or no longer: open it anew."""
    permits_changed = Signal()
    """Other things may be done here from now on: build anew what is shown."""
    lock_after_changed = Signal(int)
    """Lock the window after so many minutes without a touch from now on; 0 is never."""
    told = Signal(str, str, str)
    """Show a notice: kind (`info`, `good`, `warn`, `bad`), title, text."""

    def __init__(
        self,
        archive: "Archive",
        jobs: "Jobs",
        actions: "Actions",
        theme: "Theme",
        preferences: Preferences | None = None,
    ) -> None:
        """Without `preferences`, what is arranged is forgotten with the window."""
        super().__init__()
        self.archive = archive
        self.jobs = jobs
        self.permits = Permits(archive)
        actions.obey(self.permits)
        self.actions = actions
        self.theme = theme
        self.preferences = preferences or Preferences(Forgetful())
        self.room: QWidget | None = None
        """Where screens stand: a tree that changes its place is styled anew as a whole."""

    def remembered(self, name: str) -> tuple[str, ...]:
        """Return names that the reader chose earlier, such as the columns of a list."""
        return self.preferences.words(name)

    def remember(self, name: str, words: "Sequence[str]") -> None:
        """Keep what the reader chose."""
        self.preferences.keep_words(name, words)

    def has_screen(self, name: str) -> bool:
        """Tell whether there is such a screen: what leads nowhere is not shown."""
        return name in BY_NAME


class Stage(Undressed, QStackedWidget):
    """Where the screens stand, each in its own dress."""


class Screen(QWidget):
    """One entry of the side bar; built on its first visit, in the language of that moment."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.room)
        self.desk = desk
        set_ground(self, "page")

    def refresh(self) -> None:
        """Read anew what is shown: the archive has changed."""

    def search(self, text: str) -> None:
        """Show what the search field of the window asks for; "" shows everything."""

    def show_agreement(self, reference: str) -> None:
        """Show one agreement."""

    def show_list(self, wanted: "str | Filter") -> None:
        """Show the agreements that a typed query or a filter asks for, and nothing narrower."""

    def show_milestones(self, wanted: "Wanted") -> None:
        """Show the milestones that are wanted."""

    def show_partner(self, authority_id: int) -> None:
        """Show one authority."""

    def show_country(self, code: str) -> None:
        """Show everything that was agreed with a country."""

    def show_copy(self, copy: "CopyRow") -> None:
        """Show one number of the register of copies."""

    def issue_copy(self, reference: str) -> None:
        """Begin a copy of an agreement."""

    def issue_copies(self, references: list[str]) -> None:
        """Begin a copy of each of several agreements."""

    def request_copy(self, reference: str, title: str) -> None:
        """Enter a request for a copy of an agreement."""

    def show_part(self, part: str) -> None:
        """Show a part of the screen by its name; a name that it does not know changes nothing."""

    def add_milestone(self) -> bool:
        """Plan a milestone of what is shown; tell whether the screen knows what that would be."""
        return False

    def panes(self) -> tuple[QWidget, ...]:
        """Name the widgets that F6 goes through, in the order of reading."""
        return ()

    def go_back(self) -> bool:
        """Leave what lies over the screen, such as a page of it; tell whether anything did."""
        return False

    def begins_at(self) -> QWidget | None:
        """Return where the keyboard begins on the first visit, None where nothing takes it yet."""
        ready = (pane for pane in self.panes() if pane.isVisible() and pane.isEnabled())
        return next(ready, None)

    def take_keyboard(self) -> None:
        """Let the keyboard go on where it was left on this screen, unless it is on it already."""
        left = self.focusWidget()
        if self.isAncestorOf(self.window().focusWidget()):
            return
        goal = left if self.isAncestorOf(left) and left.isVisible() else self.begins_at()
        if goal is not None:
            goal.setFocus(Qt.FocusReason.OtherFocusReason)

    def may_close(self) -> bool:
        """Tell whether nothing typed would be lost; ask the reader where it would."""
        return True
