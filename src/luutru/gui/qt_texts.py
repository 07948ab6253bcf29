"""The words Qt puts on its own buttons, menus and file dialogs, which it has in no Vietnamese."""

from typing import Final

from PySide6.QtCore import QObject, QTranslator

from luutru import i18n
from luutru.i18n import mark, translate
from luutru.overriding import override

QT_TEXTS: Final = (
    mark("OK"), mark("&OK"), mark("Cancel"), mark("&Cancel"), mark("Close"), mark("&Close"),
    mark("Save"), mark("&Save"), mark("Save All"), mark("Open"), mark("&Open"), mark("Apply"),
    mark("Reset"), mark("Help"), mark("Discard"), mark("Don't Save"), mark("Close without Saving"),
    mark("&Yes"), mark("&No"), mark("Yes to &All"), mark("N&o to All"), mark("Abort"),
    mark("Retry"), mark("Ignore"), mark("Restore Defaults"),
    mark("Show Details..."), mark("Hide Details..."),
    mark("&Undo"), mark("&Redo"), mark("Cu&t"), mark("&Copy"), mark("&Paste"), mark("Delete"),
    mark("Select All"), mark("Copy &Link Location"),
    mark("Clear"), mark("&Step up"), mark("Step &down"),
    mark("&Look in:"), mark("Directory:"), mark("File &name:"), mark("Files of &type:"),
    mark("&Choose"), mark("&Rename"), mark("&Delete"), mark("&New Folder"), mark("New Folder"),
    mark("Show "), mark("Show &hidden files"), mark("Back"), mark("Forward"),
    mark("Parent Directory"),
    mark("Create New Folder"), mark("List View"), mark("Detail View"), mark("Go back"),
    mark("Go forward"), mark("Go to the parent directory"), mark("Create a New Folder"),
    mark("Change to list view mode"), mark("Change to detail view mode"), mark("Sidebar"),
    mark("List of places and bookmarks"), mark("Files"), mark("Find Directory"), mark("Save As"),
    mark("Directories"), mark("All files (*)"), mark("All Files (*)"), mark("Directory"),
    mark("File"), mark("Folder"), mark("Name"), mark("Size"), mark("Kind"), mark("Type"),
    mark("Date Modified"), mark("Computer"), mark("My Computer"), mark("Drive"), mark("Alias"),
    mark("Shortcut"), mark("Unknown"), mark("Remove"), mark("Recent Places"),
    mark("Scroll here"), mark("Top"), mark("Bottom"), mark("Page up"), mark("Page down"),
    mark("Scroll up"), mark("Scroll down"), mark("Left edge"), mark("Right edge"),
    mark("Page left"), mark("Page right"), mark("Scroll left"), mark("Scroll right"),
    mark("Print"), mark("&Print"), mark("&Options >>"), mark("&Options <<"), mark("&Name:"),
    mark("P&roperties"), mark("Preview"), mark("Location:"), mark("Type:"), mark("Output &file:"),
    mark("Printer"), mark("Print to File (PDF)"), mark("Local file"), mark("Write PDF file"),
    mark("Print To File ..."), mark("Copies"), mark("Copies:"), mark("Collate"), mark("Reverse"),
    mark("Options"), mark("Print range"), mark("Print all"), mark("Pages"), mark("Pages from"),
    mark("to"), mark("Current Page"), mark("Selection"), mark("Page &Set:"), mark("All Pages"),
    mark("Odd Pages"), mark("Even Pages"), mark("Output Settings"), mark("Color"),
    mark("Color Mode"), mark("Grayscale"), mark("Double Sided Printing"), mark("Off"),
    mark("Long side binding"), mark("Short side binding"), mark("Page Setup"), mark("Paper"),
    mark("Page size:"), mark("Width:"), mark("Height:"), mark("Paper source:"),
    mark("Orientation"), mark("Portrait"), mark("Landscape"), mark("Reverse landscape"),
    mark("Reverse portrait"), mark("Margins"), mark("Custom"), mark("Page Layout"),
    mark("Pages per sheet:"), mark("Page order:"), mark("Printer Properties"), mark("Advanced"),
    mark("Job Options"),
    mark(
        "Specify pages or ranges separated by commas. Ranges are specified by two numbers "
        "separated by a hyphen. E.g: 3,5-7,9 prints pages 3, 5, 6, 7 and 9."
    ),
    mark("%1 already exists.\nDo you want to replace it?"),
    mark("%1\nFile not found.\nPlease verify the correct file name was given."),
    mark("%1\nDirectory not found.\nPlease verify the correct directory name was given."),
)  # fmt: skip

_KNOWN: Final = frozenset(QT_TEXTS)


class QtTexts(QTranslator):
    """Answers Qt's requests for its own words out of our catalogue."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)

    @override
    def isEmpty(self) -> bool:
        return False

    @override
    def translate(
        self,
        context: str,
        sourceText: str,
        /,
        disambiguation: str | None = None,
        n: int = -1,
    ) -> str:
        if i18n.language() == "en" or sourceText not in _KNOWN:
            return sourceText
        return translate(sourceText)
