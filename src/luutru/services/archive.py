"""An opened archive: the one thing every service is given.

What reads and writes is loaded with the catalogue and not with this module, so that a window can
stand before anything is opened.
"""

import os
import threading
from contextlib import nullcontext
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from luutru import settings
from luutru.errors import ArchiveBusy, ArchiveReadOnly, NewerArchive, NoArchive
from luutru.holdings.places import make_sure_of_place
from luutru.records.code_lists import OwnCodes
from luutru.services.acting import Actor
from luutru.services.charter import Agency, Charter
from luutru.services.desk import Desk
from luutru.services.keyring import Keyring, Secrets
from luutru.services.own_codes import read_own_codes
from luutru.services.presence import Presence
from luutru.services.read_only import MEDIUM, MIRROR, PASSING, SEALED, ReadOnly
from luutru.services.workstation import index_root, who

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from luutru.holdings.catalogue import Catalogue
    from luutru.holdings.databases.membership import Member
    from luutru.holdings.encryption import ArchiveKey
    from luutru.holdings.fulltext import Fulltext
    from luutru.holdings.reader import Reader
    from luutru.holdings.stores.cache import Cache
    from luutru.holdings.strongroom import Strongroom

# ruff: noqa: PLC0415  see above


class Archive(Actor):
    """The holdings of one archive folder, and the person who works in it."""

    def __init__(self, folder: Path, person: str) -> None:
        super().__init__(person)
        self.folder = folder
        self.settings = settings.read_settings(folder)
        if self.settings.layout > settings.LAYOUT:
            raise NewerArchive(str(folder))
        self.keyring = Keyring(folder, self.settings.encryption)
        self._catalogue: Catalogue | None = None
        self._opening = threading.RLock()
        self._own_codes = OwnCodes()
        self._desk = Desk(folder, person)
        self.presence = Presence(folder)
        sealed = self.settings.sealed
        self.read_only = ReadOnly(SEALED, {"note": sealed}) if sealed else None
        """Why nothing may be written into it; None where it may."""
        if not os.access(folder, os.W_OK):
            self.read_only = ReadOnly(MEDIUM)
        self.index_compared = False
        """Whether the index was compared with the catalogue since the archive was opened."""

    @property
    def catalogue(self) -> "Catalogue":
        """What is recorded; opened by whoever asks first, while others wait.

        Raises:
            NewerArchive: A newer version of the program has written it.
            PassphraseNeeded: It is encrypted, and its `keyring` is locked.
        """
        with self._opening:
            if self._catalogue is None:
                from luutru.services.rooms import open_records

                self._catalogue = open_records(self)
                self._own_codes.open()
                self.read_own_codes()
            return self._catalogue

    @property
    def is_read_only(self) -> bool:
        """Tell whether nothing may be written into it."""
        return self.read_only is not None

    @property
    def read_only_reason(self) -> str:
        """Why nothing may be written into it, in words; empty where it may."""
        return self.read_only.in_words() if self.read_only else ""

    def sit_down(self) -> bool:
        """Take the desk, as a window does, or only read beside whoever sits there.

        Returns whether this window may write. Asked again, it looks whether the desk is free now.
        In a shared archive there is a desk for everybody.
        """
        may_be_taken = self.read_only is None or self.read_only.kind in PASSING
        if may_be_taken and not self.is_shared:
            self.read_only = self._desk.sit_down()
        return not self.is_read_only

    def need_for_oneself(self) -> None:
        """Take the desk for work that needs the archive to itself, until it is closed.

        Raises:
            ArchiveBusy: A window works in it.
        """
        if not self.sit_down():
            raise ArchiveBusy(self.read_only_reason)

    def admit(self) -> None:
        """Be asked before each change: refuse where nothing may be written, else be at work."""
        if self.read_only is not None:
            raise ArchiveReadOnly(self.read_only.in_words())
        self.presence.begin()

    @property
    def is_shared(self) -> bool:
        """Tell whether a server keeps its catalogue, so that many desks may work in it at once."""
        return bool(self.settings.catalogue)

    @property
    def is_mirrored(self) -> bool:
        """Tell whether its catalogue is the copy that this desk keeps of a server's."""
        return self.read_only is not None and self.read_only.kind == MIRROR

    @property
    def member(self) -> "Member | None":
        """Whose view of the catalogue its server shows at this desk; None for the whole of it."""
        return self.catalogue.database.member

    @property
    def mirror_folder(self) -> Path:
        """Where this workstation keeps its copy of a catalogue that a server keeps."""
        return self.index_folder.with_suffix(".mirror")

    @property
    def is_open(self) -> bool:
        """Tell whether the catalogue is open already."""
        return self._catalogue is not None

    @cached_property
    def at_hand(self) -> "Cache | None":
        """What this desk has of the store of an office; None where files are kept in the folder."""
        from luutru.services.rooms import open_cache

        return open_cache(self)

    @cached_property
    def strongroom(self) -> "Strongroom":
        """The originals."""
        from luutru.services.rooms import open_room

        return open_room(self, "originals")

    @cached_property
    def derivatives(self) -> "Strongroom":
        """What was made of originals."""
        from luutru.services.rooms import open_room

        return open_room(self, "derivatives")

    @cached_property
    def reader(self) -> "Reader":
        """The processes that open files."""
        from luutru.holdings.reader import Reader

        return Reader()

    @property
    def id(self) -> str:
        """The identifier of the archive, the same wherever its folder is moved."""
        return self.settings.id

    @property
    def index_folder(self) -> Path:
        """Where this workstation keeps its index of the archive; never inside the archive."""
        return index_root() / self.id

    @property
    def index_lock(self) -> Path:
        """What the one process holds that brings the index up to date."""
        return self.index_folder.with_suffix(".lock")

    @cached_property
    def fulltext(self) -> "Fulltext":
        """The full-text index, opened on first use.

        Raises:
            IndexPlaceRefused: It would come to harm where this workstation keeps it.
        """
        from luutru.services.own_index import open_index

        return open_index(self)

    def room(self, *, is_master: bool) -> "Strongroom":
        """Return where files of documents are kept, masters or derivatives."""
        return self.strongroom if is_master else self.derivatives

    def path_of(self, sha256: str, *, is_master: bool) -> Path:
        """Return where the file of a document is kept; sealed, where the archive is encrypted."""
        return self.room(is_master=is_master).path_of(sha256)

    def read_own_codes(self, session: "Session | None" = None) -> None:
        """Let the codes that the archive added to lists, and its words for others, count."""
        with nullcontext(session) if session else self.catalogue.gate() as asked:
            read_own_codes(self._own_codes, asked)

    def end_reading(self) -> None:
        """End the processes that open files, where there are any."""
        if "reader" in self.__dict__:
            self.reader.close()

    def close(self) -> None:
        """Let go of every file and end every process."""
        self._own_codes.close()
        self.end_reading()
        if "fulltext" in self.__dict__:
            self.fulltext.close()
        with self._opening:
            if self._catalogue is not None:
                from luutru.services.known_heads import remember_where_possible

                remember_where_possible(self)
                self._catalogue.close()
                self._catalogue = None
        self._desk.get_up()
        self.presence.end()
        self.keyring.close()


def create_archive(  # noqa: PLR0913  each is named where it is given
    folder: Path,
    *,
    name: str = "",
    agency: Agency | None = None,
    fonds_code: str = "",
    person: str | None = None,
    secrets: Secrets | None = None,
    catalogue: str = "",
) -> Archive:
    """Make a new archive with one open fonds and a trial signing authority, and open it.

    With `secrets` it is encrypted: whoever has neither of them will never read it again. With the
    address of a server as `catalogue`, that keeps the catalogue, and many may work at once.

    Raises:
        OnlyAtOneDesk: It was to be encrypted and kept by a server.
        PlaceRefused: It would come to harm in `folder`.
        FolderTaken: Something lies in `folder` already.
        DiskTrouble: The folder cannot be made.
        PassphraseUnfit: The passphrase is too short or too long.
    """
    from luutru.services.founding import found

    person = person or who()
    charter = Charter(name or folder.absolute().name, agency or Agency(), fonds_code, person)
    return open_archive(folder, person=person, key=found(folder, charter, secrets, catalogue))


def find_archive(
    folder: Path, *, person: str | None = None, key: "ArchiveKey | None" = None
) -> Archive:
    """Return the archive in `folder`, whose catalogue whoever asks first will open.

    An encrypted one has to be unlocked by its `keyring` before, where its `key` is not known.

    Raises:
        NoArchive: There is none.
        PlaceRefused: It would come to harm where it lies.
        NewerArchive: The folder was laid out by a newer version of the program.
    """
    folder = folder.absolute()
    if not (folder / settings.FILE_NAME).is_file():
        raise NoArchive(str(folder))
    make_sure_of_place(folder)
    archive = Archive(folder, person or who())
    archive.keyring.take(key)
    return archive


def open_archive(
    folder: Path, *, person: str | None = None, key: "ArchiveKey | None" = None
) -> Archive:
    """Open the archive in `folder` in the name of `person` (default: the system's user).

    Raises:
        NoArchive: There is none.
        PlaceRefused: It would come to harm where it lies.
        NewerArchive: A newer version of the program has written it.
        PassphraseNeeded: It is encrypted, and `key` is not known.
    """
    archive = find_archive(folder, person=person, key=key)
    try:
        _ = archive.catalogue
    except BaseException:
        archive.close()
        raise
    return archive
