"""What it costs to be shown a part of a shared archive, beside its owner in the same archive.

    .venv/bin/python benchmarks/office_members.py [--quick] [--json]

In an archive of 10,000 agreements, of which each tenth is marked and hidden, an archivist looks at
the list, searches and corrects an agreement: once at a desk of the owner, and once at a desk that
is connected as they are. A PostgreSQL server of its own is started, as by `office.py`.

`owner_ms.WHAT`, `member_ms.WHAT`: half of the acts took no longer. `ratio.WHAT`: the one by the
other. `seen`: agreements that each of them is shown, which has to be the same.
"""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import psycopg
from sqlalchemy import text

ROOT: Final = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.office_run import SERVER, Server, address_of, new_database  # noqa: E402

from luutru import settings  # noqa: E402
from luutru.services import indexing  # noqa: E402
from luutru.services.archive import Archive, open_archive  # noqa: E402
from luutru.services.describe import describe  # noqa: E402
from luutru.services.people import accounts, signing_in, switching, ties  # noqa: E402
from luutru.services.rows import agreement_ids, agreement_rows  # noqa: E402
from luutru.services.search import search  # noqa: E402
from office_growth import ROUNDS, median_ms  # noqa: E402
from scale_archive import make  # noqa: E402

_PASSWORD: Final = "mat-khau-dai"  # noqa: S105  of nobody


def main() -> None:
    """Measure both desks, and print."""
    parser = argparse.ArgumentParser(description="What it costs to be shown a part.")
    parser.add_argument("--quick", action="store_true", help="1,000 agreements")
    parser.add_argument("--json", action="store_true", help="one object on the last line")
    options = parser.parse_args()
    os.environ |= {"LUUTRU_RESERVE_MB": "1", "LUUTRU_BALLAST_MB": "0"}
    server = Server()
    os.environ[SERVER] = str(server.folder)
    try:
        with tempfile.TemporaryDirectory() as folder:
            figures = _measured(Path(folder), 1_000 if options.quick else 10_000)
    finally:
        server.remove()
    print(json.dumps(figures) if options.json else json.dumps(figures, indent=2))


def _measured(folder: Path, agreements: int) -> dict[str, Any]:
    home = folder / "owner"
    make(home, agreements, catalogue=address_of(new_database()))
    address = _peopled(home)
    told = settings.read_settings(home)
    part = folder / "member"
    part.mkdir()
    settings.write_settings(part, replace(told, catalogue=address))
    seen, took = {}, {}
    for name, place in (("owner", home), ("member", part)):
        with _desk(folder / f"index-{name}", place) as archive:
            seen[name] = len(agreement_ids(archive))
            took[name] = _worked(archive)
    ratio = {what: round(took["member"][what] / took["owner"][what], 2) for what in took["owner"]}
    return {"seen": seen, "owner_ms": took["owner"], "member_ms": took["member"], "ratio": ratio}


def _peopled(home: Path) -> str:
    """Mark each tenth agreement, and tie an account of the server to an archivist."""
    role = "archivist_of_the_office"
    with psycopg.connect(address_of("postgres"), autocommit=True) as server:
        server.execute(f'CREATE ROLE "{role}" LOGIN'.encode())
    archive = open_archive(home)
    try:
        with archive.catalogue.write(whole=True) as session:
            session.connection().execute(
                text("UPDATE agreement SET secrecy = 'secret' WHERE id % 10 = 0")
            )
        accounts.add_account(archive, "quantri", "", ["administrator"], _PASSWORD)
        accounts.add_account(archive, "hoa", "", ["archivist"], _PASSWORD)
        ties.tie(archive, "hoa", role)
        switching.turn_on(archive, "KEY", "KEY")
        return archive.settings.catalogue.replace("://luutru@", f"://{role}@")
    finally:
        archive.close()


@contextmanager
def _desk(index: Path, place: Path) -> Iterator[Archive]:
    os.environ["LUUTRU_INDEX_DIR"] = str(index)
    archive = open_archive(place)
    try:
        signing_in.sign_in(archive, "hoa", _PASSWORD)
        indexing.rebuild(archive)
        yield archive
    finally:
        archive.close()


def _worked(archive: Archive) -> dict[str, float]:
    with archive.catalogue.read() as session:
        reference = session.scalar(text("SELECT reference FROM agreement WHERE id = 1"))
    notes = iter(range(ROUNDS))
    works: dict[str, Callable[[], object]] = {
        "correct": lambda: describe(archive, str(reference), [("note", str(next(notes)))]),
        "list": lambda: agreement_rows(archive, agreement_ids(archive)[:50]),
        "search": lambda: search(archive, "vien 17"),
    }
    return {what: median_ms(work) for what, work in works.items()}


if __name__ == "__main__":
    main()
