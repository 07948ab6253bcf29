"""What can go wrong, sorted by who can put it right.

A `Refusal` is put right by the archivist, `Trouble` by whoever looks after the computer, and
`Damage` by nobody until the evidence has been looked at. Anything else that is raised is a
mistake of ours and is shown as a crash, never as advice. `docs/errors.md` explains each one.
"""

from luutru.errors.archive import (
    CatalogueBusy,
    DiskFull,
    DiskTrouble,
    FixityLost,
    FolderTaken,
    IndexBusy,
    ModelMissing,
    NewerArchive,
    NoArchive,
    OriginalMissing,
    PageNotShown,
    ReaderDoesNotStart,
)
from luutru.errors.asked_for import (
    CannotAttach,
    CannotSort,
    EditedMeanwhile,
    HeldAtDoor,
    NoSuchPage,
    NotInList,
    PagesUnread,
    ReviewIncomplete,
    UnacceptableValue,
    UnknownField,
    UnknownReference,
    WordNotThere,
    WordStandsOften,
)
from luutru.errors.brought_in import (
    EmptyFile,
    FileUnreadable,
    FileVanished,
    ForeignImage,
    NestedPackage,
    NotAScan,
    PackageRefused,
)
from luutru.errors.kinds import Damage, LuutruError, Refusal, Trouble
from luutru.errors.pages import (
    DerivativeFailed,
    NothingToArrange,
    PageNotThere,
    PagesUncounted,
)

__all__ = [
    "CannotAttach",
    "CannotSort",
    "CatalogueBusy",
    "Damage",
    "DerivativeFailed",
    "DiskFull",
    "DiskTrouble",
    "EditedMeanwhile",
    "EmptyFile",
    "FileUnreadable",
    "FileVanished",
    "FixityLost",
    "FolderTaken",
    "ForeignImage",
    "HeldAtDoor",
    "IndexBusy",
    "LuutruError",
    "ModelMissing",
    "NestedPackage",
    "NewerArchive",
    "NoArchive",
    "NoSuchPage",
    "NotAPdf",
    "NotAScan",
    "NotInList",
    "NothingToArrange",
    "OriginalMissing",
    "PackageRefused",
    "PageNotShown",
    "PageNotThere",
    "PagesUncounted",
    "PagesUnread",
    "ReaderDoesNotStart",
    "Refusal",
    "ReviewIncomplete",
    "Trouble",
    "UnacceptableValue",
    "UnknownField",
    "UnknownReference",
    "WordNotThere",
    "WordStandsOften",
]
