"""The folder of the index as Whoosh sees it: nothing old is deleted before the new is sealed."""

from pathlib import Path
from typing import Any

from typing_extensions import override
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile


class IndexStorage(FileStorage):
    """Remembers what was written, and keeps what Whoosh wants deleted until `settle`.

    Whoosh deletes the former generation as soon as its own table of contents is renamed. Our
    manifest is written after that, so a crash in between must still find the former files.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))  # type: ignore[no-untyped-call]  # Whoosh's
        self.fresh: set[str] = set()
        self.doomed: set[str] = set()

    @override
    def create_file(
        self, name: str, excl: bool = False, mode: str = "wb", **kwargs: Any
    ) -> StructFile:
        self.fresh.add(name)
        created: StructFile = super().create_file(name, excl=excl, mode=mode, **kwargs)  # type: ignore[no-untyped-call]  # Whoosh's
        return created

    @override
    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        super().rename_file(oldname, newname, safe=safe)  # type: ignore[no-untyped-call]  # Whoosh's
        self.fresh.discard(oldname)
        self.fresh.add(newname)

    @override
    def delete_file(self, name: str) -> None:
        if name in self.fresh:
            super().delete_file(name)  # type: ignore[no-untyped-call]  # Whoosh's
            self.fresh.discard(name)
        else:
            self.doomed.add(name)

    def settle(self) -> None:
        """Delete what is no longer needed; what another reader holds open is swept later."""
        for name in self.doomed:
            try:
                Path(self.folder, name).unlink(missing_ok=True)
            except OSError:
                continue
        self.doomed.clear()
        self.fresh.clear()
