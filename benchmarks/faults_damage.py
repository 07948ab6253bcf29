"""Damages the index, plants code in it, and tampers with the archive behind the program's back."""

# ruff: noqa: S608, ANN401  names of tables are the schema's; the driver has no types

import json
import os
import pickle
import random
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2

from faults_kills import Note
from faults_world import World, all_found, new_world
from luutru.cli.command import DAMAGED

QUESTIONS = ("measurement", "đo lường", "ban ghi nho", "measurement 7")


class _Planted:
    """Unpickled, it leaves a mark that code was run."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[Callable[..., object], tuple[str]]:
        return (os.mkdir, (str(self.mark),))


# --- the index -------------------------------------------------------------------------------


def damage_index(rounds: int, chance: random.Random, note: Note) -> int:
    """Damage the index `rounds` times; note wrong answers and code that ran; return the rounds."""
    if not rounds:
        return 0
    with tempfile.TemporaryDirectory(prefix="luutru-index-") as room:
        world = new_world(Path(room), chance)
        right = _answers(world)
        mark = Path(room, "code-was-run")
        for _ in range(rounds):
            how = _damage(Path(room, "index"), chance, mark)
            told = _answers(world)
            note(f"index: {how}", [] if told == right else [f"{told} instead of {right}"])
            note(f"index: {how}", ["planted code was run"] if mark.exists() else [])
        note("index at the end", all_found(world))
    return rounds


def _answers(world: World) -> list[list[str]]:
    """Return what the search answers, once the index had its chance to heal."""
    told = [world.luutru("search", question, "--ids") for question in QUESTIONS]
    if any(one.status not in (0, 3) for one in told):
        return [[f"{one.status} {one.complained}"] for one in told]
    return [sorted(one.told.split()) for one in told]


def _damage(folder: Path, chance: random.Random, mark: Path) -> str:
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    file = chance.choice(files)
    how = chance.choice(("flip", "flip", "cut", "empty", "remove", "longer", "plant", "swap"))
    content = bytearray(file.read_bytes())
    file.chmod(0o600)
    if how == "flip" and content:
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        file.write_bytes(content)
    elif how == "cut":
        file.write_bytes(content[: chance.randrange(len(content) + 1)])
    elif how == "empty":
        file.write_bytes(b"")
    elif how == "remove":
        file.unlink()
    elif how == "longer":
        file.write_bytes(content + chance.randbytes(chance.randrange(1, 200)))
    elif how == "plant":
        file.write_bytes(pickle.dumps(_Planted(mark)))
    elif how == "swap":
        other = chance.choice(files).read_bytes()
        file.write_bytes(other)
    return f"{how} {file.name}"


# --- the archive -----------------------------------------------------------------------------


def tamper(rounds: int, chance: random.Random, note: Note) -> Counter[str]:
    """Tamper with copies of one archive; note what `verify --full` does not notice."""
    done: Counter[str] = Counter()
    if not rounds:
        return done
    with tempfile.TemporaryDirectory(prefix="luutru-tamper-") as room:
        world = new_world(Path(room), chance)
        world.luutru("certify", min(world.acknowledged), "--form", "sy", "--signer", "trial",
                     "--out", str(Path(room, "out")))  # fmt: skip
        older = Path(room, "older.sqlite")
        shutil.copyfile(world.archive / "catalogue.sqlite", older)
        world.luutru("describe", min(world.acknowledged), "title_vi=Sau này")
        world.luutru("list")  # lets the program see the head that is the newest now
        sound = {world.archive: Path(room, "sound"), Path(room, "index"): Path(room, "sound-index")}
        for folder, kept in sound.items():
            shutil.copytree(folder, kept)
        for _ in range(rounds):
            for folder, kept in sound.items():
                shutil.rmtree(folder)
                shutil.copytree(kept, folder)
            how = _tampered(world, older, chance)
            if not how:
                continue
            done[how.split(" ")[0]] += 1
            told = world.luutru("verify", "--full")
            noticed = told.status == DAMAGED
            note(f"tampering: {how}", [] if noticed else [f"not noticed ({told.status})"])
    return done


def _tampered(world: World, older: Path, chance: random.Random) -> str:
    how = chance.choice(("original", "copy", "cell", "cell", "cell", "row", "tail", "older"))
    catalogue = world.archive / "catalogue.sqlite"
    if how in ("original", "copy"):
        return _tampered_file(world, how, chance)
    if how == "older":
        shutil.copyfile(older, catalogue)
        return how
    connection = sqlcipher3.dbapi2.connect(str(catalogue))
    with connection:
        told = _tampered_rows(connection, how, chance)
    connection.close()
    return told


def _tampered_file(world: World, how: str, chance: random.Random) -> str:
    folder = "originals" if how == "original" else "copies"
    file = chance.choice(sorted(one for one in (world.archive / folder).rglob("*.pdf")))
    file.chmod(0o600)
    content = bytearray(file.read_bytes())
    if chance.choice(range(5)) == 0:
        file.unlink()
        return f"{how} removed"
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    file.write_bytes(content)
    return f"{how} flipped"


UNTOLD = frozenset(
    ("alembic_version", "outbox", "retry", "saved_search", "recent", "sqlite_sequence", "desk")
)
"""Tables that tell nothing of what is kept."""


def _tampered_rows(connection: Any, how: str, chance: random.Random) -> str:
    ask = connection.execute
    for (name,) in ask("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        ask(f'DROP TRIGGER "{name}"')
    if how == "tail":
        ask("DELETE FROM custody_entry WHERE seq > (SELECT max(seq) - 2 FROM custody_entry)")
        return how
    named = ask("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    tables = [name for (name,) in named if name not in UNTOLD and _rows(connection, name)]
    table = chance.choice(sorted(tables))
    (row,) = chance.choice(_rows(connection, table))
    ask("PRAGMA foreign_keys = OFF")
    if how == "row":
        ask(f'DELETE FROM "{table}" WHERE rowid = ?', (row,))
        return f"row of {table} removed"
    columns = [told[1] for told in ask(f'PRAGMA table_info("{table}")') if not told[5]]
    column = chance.choice(columns or ["rowid"])
    before = ask(f'SELECT "{column}" FROM "{table}" WHERE rowid = ?', (row,)).fetchone()[0]
    after = before + 1 if isinstance(before, int) else f"{before or ''}x"
    try:
        ask(f'UPDATE "{table}" SET "{column}" = ? WHERE rowid = ?', (after, row))
    except sqlcipher3.dbapi2.Error:
        return ""
    return f"cell {table}.{column}: {json.dumps(str(before))[:40]}"


def _rows(connection: Any, table: str) -> list[Any]:
    return list(connection.execute(f'SELECT rowid FROM "{table}"'))
