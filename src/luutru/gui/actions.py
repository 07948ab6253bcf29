"""Everything that can be done by key, menu or button: one table, one place for each shortcut.

A screen adds its actions to its own widget (`widget.addAction`): Qt lets the shortcut of an
action work only while a widget that carries it is visible. A single letter is never a
shortcut, because Vietnamese input methods compose with letters.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

from luutru.gui.permits import Permits
from luutru.gui.theme.icons import icon
from luutru.i18n import mark, translate
from luutru.records.roles import Permission

WINDOW: Final = mark("Window")
AGREEMENT: Final = mark("Agreement")
PAGES: Final = mark("Scan")
MILESTONES: Final = mark("Milestones")
INTAKE: Final = mark("Intake")
REVIEW: Final = mark("Review")
COPIES: Final = mark("Certified copies")


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One thing the reader can do; `text` and `tip` are marked sentences."""

    id: str
    group: str
    text: str
    tip: str
    icon: str
    shortcut: str = ""
    checkable: bool = False
    needs: str | Permission = ""
    """By what it is permitted: what the log calls it, or a permission; "" for everybody."""


ACTIONS: Final[tuple[ActionSpec, ...]] = (
    ActionSpec("home", WINDOW, mark("Home"),
               mark("Show what needs you today"), "house", "Alt+1", needs=Permission.READ),
    ActionSpec("agreements", WINDOW, mark("Agreements"),
               mark("Show the list of agreements"), "files", "Alt+2", needs=Permission.READ),
    ActionSpec("milestones", WINDOW, mark("Milestones"),
               mark("Show what has to happen by which day"), "milestone", "Alt+3",
               needs=Permission.READ),
    ActionSpec("intake", WINDOW, mark("Intake"),
               mark("Show the files being taken in"), "scan-line", "Alt+4",
               needs=Permission.TAKE_IN),
    ActionSpec("copies", WINDOW, mark("Register of copies"),
               mark("Show the register of certified copies"), "stamp", "Alt+5",
               needs=Permission.READ),
    ActionSpec("partners", WINDOW, mark("Partners"),
               mark("Show partners, their names in time and their agreements"), "handshake",
               "Alt+6", needs=Permission.READ),
    ActionSpec("administration", WINDOW, mark("Administration"),
               mark("Show the state of the archive, its log, its lists and its agency"),
               "settings", "Alt+7"),
    ActionSpec("search", WINDOW, mark("Search"),
               mark("Search the whole archive"), "search", "Ctrl+F", needs=Permission.READ),
    ActionSpec("palette", WINDOW, mark("Find anything…"),
               mark("Find agreements, partners, countries, commands and screens"), "list",
               "Ctrl+K"),
    ActionSpec("next_pane", WINDOW, mark("Next pane"),
               mark("Go to the next part of the window"), "panel-right", "F6"),
    ActionSpec("refresh", WINDOW, mark("Check again"),
               mark("Read the lists of the archive anew"), "refresh-cw", "F5"),
    ActionSpec("reminders", WINDOW, mark("Reminders of today"),
               mark("Show the milestones that are late or near"), "bell", "Ctrl+Shift+M",
               needs=Permission.READ),
    ActionSpec("theme", WINDOW, mark("Light or dark"),
               mark("Change between light and dark colours"), "moon", "Ctrl+Shift+L"),
    ActionSpec("language", WINDOW, mark("Tiếng Việt / English"),
               mark("Change the language of the window"), "languages", "Ctrl+Shift+E"),
    ActionSpec("manual", WINDOW, mark("Manual"),
               mark("Open the manual at what tells about this screen"), "book-marked", "F1"),
    ActionSpec("keys", WINDOW, mark("Keys"), mark("Show all keys"), "keyboard", "Shift+F1"),
    ActionSpec("self_check", WINDOW, mark("Self-check…"),
               mark("Look whether this computer has what the program needs"), "list-checks",
               "Ctrl+F1"),
    ActionSpec("about", WINDOW, mark("About Lưu Trữ…"),
               mark("Show the version and the licences of all that comes along"), "award",
               "Ctrl+Shift+F1"),
    ActionSpec("close_archive", WINDOW, mark("Another archive…"),
               mark("Close this archive and open another"), "database", "Ctrl+O"),
    ActionSpec("lock", WINDOW, mark("Lock"),
               mark("Show nothing until you have typed your password"), "lock", "Ctrl+Alt+L"),
    ActionSpec("change_password", WINDOW, mark("Change your password…"),
               mark("Choose another password to sign in with"), "key-round", "Ctrl+Alt+P",
               needs="password_changed"),
    ActionSpec("sign_out", WINDOW, mark("Sign out"),
               mark("Let somebody else sign in"), "user", "Ctrl+Alt+Q"),
    ActionSpec("new_milestone", MILESTONES, mark("Add milestone…"),
               mark("Plan what has to happen by a day"), "plus", "Ctrl+M", needs="milestone_added"),
    ActionSpec("export_calendar", MILESTONES, mark("Export calendar (.ics)…"),
               mark("Write the open milestones as a calendar for other programs"), "calendar",
               "F11"),
    ActionSpec("yearly_report", MILESTONES, mark("Yearly report…"),
               mark("Write what was done, is late and is planned this year, by agreement"),
               "scroll-text", "Shift+F9"),
    ActionSpec("hand_over", MILESTONES, mark("Hand over…"),
               mark("Give all open milestones of a person to another, with minutes to print"),
               "users", "F7", needs="milestones_reassigned"),
    ActionSpec("print_milestones", MILESTONES, mark("Print list…"),
               mark("Print the milestones that are shown, by owner and week"), "printer", "F9"),
    ActionSpec("take_in", INTAKE, mark("Take in files…"),
               mark("Choose scans to take into the archive"), "file-plus", "Ctrl+N",
               needs="taken_in"),
    ActionSpec("take_in_folder", INTAKE, mark("Take in a folder…"),
               mark("Choose a folder of scans to take into the archive"), "folder",
               "Ctrl+Shift+O", needs="taken_in"),
    ActionSpec("take_in_package", INTAKE, mark("Take in a package from a medium…"),
               mark("Choose a ZIP file; BagIt packages in it are checked"), "usb",
               "Ctrl+Shift+U", needs="taken_in"),
    ActionSpec("take_in_list", INTAKE, mark("Take in by a list…"),
               mark("Take in scans with the list that describes them"), "list-checks",
               "Ctrl+Shift+I", needs="taken_in"),
    ActionSpec("scan", INTAKE, mark("Scan paper…"),
               mark("Scan a pile of paper and take it in"), "scan-line", "Ctrl+Shift+K",
               needs="taken_in"),
    ActionSpec("separators", INTAKE, mark("Separator sheets…"),
               mark("Make sheets that are laid between documents on the scanner"), "qr-code",
               "Ctrl+Shift+S"),
    ActionSpec("batch_values", INTAKE, mark("Values in common for a batch…"),
               mark("Describe all that was brought together at once"), "layers", "Ctrl+Shift+B",
               needs="set_for_batch"),
    ActionSpec("arrange", INTAKE, mark("Arrange pages…"),
               mark("Turn, move, leave out or cut apart the pages of the scan that is chosen"),
               "grid-2x2", "Ctrl+Shift+A", needs="arranged"),
    ActionSpec("twins", INTAKE, mark("Compare with what is like it…"),
               mark("Show side by side what may be the same as the scan that is chosen"), "copy",
               "Ctrl+Shift+G"),
    ActionSpec("sooner", INTAKE, mark("Read first"),
               mark("Read the scan that is chosen before all others"), "arrow-up",
               "Ctrl+Shift+Up", needs="taken_in"),
    ActionSpec("pause", INTAKE, mark("Pause"),
               mark("Pause between two pages; nothing is lost"), "pause", "Ctrl+Shift+P",
               checkable=True),
    ActionSpec("stop", INTAKE, mark("Stop"),
               mark("Stop after this page; what was taken in stays"), "x", "Ctrl+Shift+C"),
    ActionSpec("retry", INTAKE, mark("Try all again"),
               mark("Try again all that failed"), "rotate-cw", "Ctrl+Shift+R", needs="taken_in"),
    ActionSpec("accept_review", REVIEW, mark("Accept into the archive"),
               mark("Record what stands here, and go on with the next document"), "check",
               "Ctrl+Return", needs="described"),
    ActionSpec("put_off", REVIEW, mark("Later"),
               mark("Go on with the next document; this one comes last, nothing is recorded"),
               "clock", "Ctrl+Shift+D"),
    ActionSpec("previous_review", REVIEW, mark("Previous document"),
               mark("Go to the document before this one"), "chevron-left", "Alt+Left"),
    ActionSpec("next_review", REVIEW, mark("Next document"),
               mark("Go to the document after this one"), "chevron-right", "Alt+Right"),
    ActionSpec("next_doubt", REVIEW, mark("Next field to check"),
               mark("Go to the next field that somebody has to look at"), "chevron-down", "F8"),
    ActionSpec("previous_doubt", REVIEW, mark("Previous field to check"),
               mark("Go to the field before that somebody has to look at"), "chevron-up",
               "Shift+F8"),
    ActionSpec("next_frame", REVIEW, mark("Next place on the scan"),
               mark("Look at what was read next on the scan; Enter goes to its field"),
               "arrow-down", "Ctrl+Down"),
    ActionSpec("previous_frame", REVIEW, mark("Previous place on the scan"),
               mark("Look at what was read before that on the scan; Enter goes to its field"),
               "arrow-up", "Ctrl+Up"),
    ActionSpec("edit", AGREEMENT, mark("Edit"),
               mark("Correct the description of this agreement"), "pencil", "F2",
               needs="described"),
    ActionSpec("acts", AGREEMENT, mark("Acts…"),
               mark("Extend, amend, suspend, terminate … this agreement"), "scroll-text",
               "Ctrl+Shift+H"),
    ActionSpec("need_to_know", AGREEMENT, mark("Who may see it…"),
               mark("Let somebody see this agreement, or no longer, where it is marked"), "eye",
               "Ctrl+Alt+W", needs="clearance_granted"),
    ActionSpec("save", AGREEMENT, mark("Save"),
               mark("Save the corrections"), "save", "Ctrl+S", needs="described"),
    ActionSpec("filters", AGREEMENT, mark("Filters"),
               mark("Show or hide the filters"), "sliders-horizontal", "Ctrl+L",
               checkable=True),
    ActionSpec("drop_filters", AGREEMENT, mark("Drop filters"),
               mark("Drop all filters"), "filter-x", "Ctrl+Shift+X"),
    ActionSpec("build", AGREEMENT, mark("Build a query"),
               mark("Put a query together from rows"), "list-checks", "Ctrl+Shift+F",
               checkable=True),
    ActionSpec("save_search", AGREEMENT, mark("Save this search"),
               mark("Save words, filters and order under a name"), "plus", "Ctrl+D",
               needs="search_saved"),
    ActionSpec("new_agreement", AGREEMENT, mark("New agreement without a scan…"),
               mark("Record an agreement before there is a scan of it"), "file-plus-2",
               "Ctrl+T", needs="recorded"),
    ActionSpec("correct_together", AGREEMENT, mark("Correct together…"),
               mark("Correct fields of all agreements that are selected"), "list-checks",
               "Shift+F2", needs="set_together"),
    ActionSpec("copies_together", AGREEMENT, mark("Certified copies…"),
               mark("Issue a copy of each agreement that is selected"), "stamp",
               "Ctrl+Alt+N", needs="copy_issued"),
    ActionSpec("approve", AGREEMENT, mark("Approve"),
               mark("Approve the descriptions that are open or selected and were reviewed"),
               "badge-check", "Ctrl+F2", needs="approved"),
    ActionSpec("export_list", AGREEMENT, mark("Export the list…"),
               mark("Write the list as XLSX, CSV, DOCX or PDF, or print it"), "download",
               "Ctrl+E", needs="list_exported"),
    ActionSpec("as_of", AGREEMENT, mark("As of day…"),
               mark("Show the list with the statuses of another day"), "history",
               "Ctrl+Shift+Q"),
    ActionSpec("today", AGREEMENT, mark("Back to today"),
               mark("Show the list of today again"), "undo-2", "Ctrl+Alt+T"),
    ActionSpec("as_recorded", AGREEMENT, mark("The list as it was recorded…"),
               mark("Show what the archive had recorded by a past day"), "scroll-text",
               "Ctrl+Alt+R"),
    ActionSpec("choose_columns", AGREEMENT, mark("Columns of the table…"),
               mark("Choose what the table shows, and in which order"), "table-2", "Ctrl+B"),
    ActionSpec("synonyms", AGREEMENT, mark("Synonyms and abbreviations…"),
               mark("Say which words are searched as one"), "book-copy", "Ctrl+Shift+Y"),
    ActionSpec("like", AGREEMENT, mark("More like this"),
               mark("List the agreements that are most like this one"), "layers",
               "Ctrl+Shift+T"),
    ActionSpec("next_hit", PAGES, mark("Next hit"),
               mark("Go to the next hit on the scan"), "chevron-down", "F3"),
    ActionSpec("previous_hit", PAGES, mark("Previous hit"),
               mark("Go to the previous hit on the scan"), "chevron-up", "Shift+F3"),
    ActionSpec("zoom_in", PAGES, mark("Zoom in"),
               mark("Show the page larger"), "zoom-in", "Ctrl++"),
    ActionSpec("zoom_out", PAGES, mark("Zoom out"),
               mark("Show the page smaller"), "zoom-out", "Ctrl+-"),
    ActionSpec("fit_width", PAGES, mark("Fit width"),
               mark("Show the whole width of the page"), "move-horizontal", "Ctrl+0"),
    ActionSpec("fit_page", PAGES, mark("Fit page"),
               mark("Show the whole page"), "maximize", "Ctrl+9"),
    ActionSpec("go_to_page", PAGES, mark("Go to page…"),
               mark("Type the number of the page to be shown"), "arrow-right", "Ctrl+G"),
    ActionSpec("thumbnails", PAGES, mark("Pages in small"),
               mark("Show or hide all pages in small, beside the scan"), "panel-left", "F4",
               checkable=True),
    ActionSpec("rotate", PAGES, mark("Rotate view"),
               mark("Turn the page on the screen; the original stays as it is"),
               "rotate-cw", "Ctrl+R"),
    ActionSpec("print", PAGES, mark("Print…"),
               mark("Print what is shown"), "printer", "Ctrl+P", needs="printed"),
    ActionSpec("save_copy", PAGES, mark("Save a copy of the file…"),
               mark("Save a copy of the file as it is kept; or drag it out of the window"),
               "download", "Ctrl+Shift+J", needs="exported"),
    ActionSpec("correct_word", PAGES, mark("Correct this word…"),
               mark("Put a misread word right; what the machine read is kept beside it"),
               "pencil", "Ctrl+Shift+W", needs="word_corrected"),
    ActionSpec("new_copy", COPIES, mark("Issue a copy…"),
               mark("Issue a certified copy under the next number"), "stamp", "Ctrl+Shift+N",
               needs="copy_issued"),
    ActionSpec("new_request", COPIES, mark("Request for a copy…"),
               mark("Enter that somebody asks for a copy; it waits without a number"),
               "inbox", "Ctrl+Shift+V", needs="copy_requested"),
    ActionSpec("issue_copy", COPIES, mark("Sign and issue"),
               mark("Take the number, sign the copy and enter it in the register"),
               "signature", "Ctrl+Shift+Return", needs="copy_issued"),
)  # fmt: skip


class Actions(QObject):
    """The actions of one window, in the language it was built in."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._made = {spec.id: _make(spec, self) for spec in ACTIONS}

    def __getitem__(self, name: str) -> QAction:
        return self._made[name]

    def __iter__(self) -> Iterator[QAction]:
        return iter(self._made.values())

    def obey(self, permits: Permits) -> None:
        """Keep off what may not be done here."""
        for spec in ACTIONS:
            if spec.needs:
                permits.guard(self._made[spec.id], spec.needs)

    def on(self, name: str, do: Callable[[], object]) -> QAction:
        """Let the action `name` do something, and return it."""
        action = self._made[name]
        action.triggered.connect(lambda _checked: do())
        return action


def _make(spec: ActionSpec, parent: QObject) -> QAction:
    action = QAction(icon(spec.icon), translate(spec.text), parent)
    action.setObjectName(spec.id)
    action.setCheckable(spec.checkable)
    action.setShortcut(QKeySequence(spec.shortcut))
    action.setToolTip(with_key(translate(spec.tip), action))
    action.setStatusTip(translate(spec.tip))
    return action


def with_key(tip: str, action: QAction) -> str:
    """Write the key of an action behind its tip."""
    key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return f"{tip} ({key})" if key else tip
