"""Every command, once, on a disk that fails under it: told cleanly, nothing lost, then it is done.

The campaign in `benchmarks/faults.py` lets each of these commands fail at each of its steps.
"""

import ast
import io
import random
import shutil
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
from sqlalchemy import select
from tests.office_run import IS_WANTED, one_desk_only

from faults_operations import ERROR, FULL, OPERATIONS
from faults_story import BEGINNING, NOT_TOLD, STORY, Line, draw, lines
from luutru import failpoints
from luutru.cli.command import DONE, OUR_MISTAKE, TROUBLE
from luutru.cli.main import COMMANDS, main
from luutru.holdings.catalogue import Catalogue
from luutru.records.custody import CustodyEntry
from luutru.services import custody
from luutru.services.administration.log_words import changes_of
from luutru.services.archive import open_archive

pytestmark = pytest.mark.slow

STEPS = 9
"""A third of the commands is let fail, at one of so many operations; most have more."""
USER = "--user quantri --user-password-file {room}/in/password"
SOURCES = Path(failpoints.__file__).parent
ELSEWHERE = {
    "authorities/changing": "add_name change correct_name new_authority",
    "backup/mending": "_enter",
    "confirming": "decide",
    "correcting": "correct_at",
    "handing_out": "record_export record_print",
    "migration/to_folder": "_open_new _send",
    "migration/to_server": "_open_new _send",
    "milestones/changing": "confirm",
    "passphrases": "change_passphrase recover renew_key",
    "people/signing_in": "change_password",
    "people/ties": "tie",
    "retries": "dismiss",
    "rereading": "read_again",
    "saved_searches": "change_search order_searches",
    "scan_quality": "accept withdraw",
    "sorting": "show_scan",
    "together": "_act preview_together",
    "derivatives": "_discard",
    "disposal/cases": "carry_out",
    "life/derived": "follow_all",
    "recovery": "_set_strangers_aside put_right",
    "registering": "refuse",
    "wrapping": "_blame",
}
"""What writes and is asked by the window alone, or only after a crash, a month or a broken file, or
with a server (`tests/services/migration`, `tests/services/people`).

`test_every_act.py` reaches it."""

SEED = 20261126
"""Which operation of which line fails; `benchmarks/faults.py --steps` goes through all of them."""


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """The archive after the whole story, who wrote, and what did not go as it should."""
    room = tmp_path_factory.mktemp("story")
    with pytest.MonkeyPatch.context() as patch:
        yield Telling(room, patch)


_AT_ONE_DESK = ("move", "doctor")
"""What is refused where a server keeps the catalogue, or warns of the server of these tests."""


class Telling:
    """One walk through the story."""

    def __init__(self, room, patch):
        for name in ("LUUTRU_INDEX_DIR", "XDG_DATA_HOME", "XDG_STATE_HOME"):
            patch.setenv(name, str(room / name.lower()))
        patch.setenv("LUUTRU_RESERVE_MB", "1")
        patch.setenv("LUUTRU_BALLAST_MB", "0")
        self.room, self.patch = room, patch
        self.wrong, self.writers, self.failed = [], set(), 0
        self.seed = SEED
        self.chance = random.Random(self.seed)  # noqa: S311  to be repeated by its seed
        patch.setattr(Catalogue, "write", self._noted(Catalogue.write))
        patch.setattr(Catalogue, "gate", self._noted(Catalogue.gate))
        draw(room)
        for line in lines(BEGINNING, room):
            assert self.run(line)[0] == DONE
        for line in lines(STORY, room):
            if not (IS_WANTED and line.words[0] in _AT_ONE_DESK):
                self._tell(line)

    def _noted(self, door):
        def noted(catalogue, **how):
            code = sys._getframe(1).f_code
            if how.get("write", door.__name__ == "write"):
                self.writers.add((Path(code.co_filename), code.co_name))
            return door(catalogue, **how)

        return noted

    def run(self, line):
        """Do what a line says; return the status and everything that was told."""
        self.patch.setenv("LUUTRU_PERSON", line.person)
        told = io.StringIO()
        with redirect_stdout(told), redirect_stderr(told):
            status = main(["--archive", str(self.room / "archive"), "--lang", "en", *line.words])
        return status, told.getvalue()

    def _tell(self, line):
        kept = {one: self.room / f"{one.name}.kept" for one in self._changing()}
        for one, copy in kept.items():
            shutil.copytree(one, copy)
        chosen = self.chance.choice((0, 0, self.chance.randint(1, STEPS)))
        with OPERATIONS.counted(chosen, ERROR if chosen % 2 else FULL) as operations:
            status, told = self.run(line)
        if operations.failed:
            self.failed += 1
            self._judge(line, status, f"{told}\nfailed: {operations.failed}")
            for one, copy in kept.items():
                shutil.rmtree(one)
                copy.rename(one)
            status, told = self.run(line)
        if status != line.status:
            self.wrong.append((line.words, status, told))
        for copy in kept.values():
            shutil.rmtree(copy, ignore_errors=True)

    def _changing(self):
        return [one for one in self.room.iterdir() if one.is_dir() and one.name != "in"]

    def _judge(self, line, status, told):
        """Note what is wrong after a disk has failed under a command."""
        said = told.partition("\nfailed:")[0]  # the log itself may be what could not be opened
        clean = status in (line.status, TROUBLE) and "luutru.log" not in said
        if status == OUR_MISTAKE or not clean:
            self.wrong.append((line.words, status, told))
        if line.words[0] in ("move", "doctor"):
            return  # the one is sealed perhaps, the other changes nothing
        who = USER if "Sign-in is on." in self.run(Line(("users", "signin")))[1] else ""
        for words in ("recover --ocr never", "verify"):
            then = Line((*words.split(), *who.format(room=self.room).split()))
            status, said = self.run(then)
            if status != DONE:
                self.wrong.append((line.words, then.words, status, said, told))


def test_each_command_fails_cleanly_once_and_then_is_done(told):
    assert told.wrong == [], f"seed {told.seed}"
    assert told.failed, "nothing was let fail"


@one_desk_only
def test_what_was_begun_and_failed_left_the_archive_sound(told):
    moved = Line(("--archive", str(told.room / "out" / "moved-here"), "verify", "--full"))
    assert told.run(moved)[0] == DONE
    assert not list((told.room / "out").rglob("*.part"))


@one_desk_only
def test_the_log_calls_everything_by_words(told):
    archive = open_archive(told.room / "out" / "moved-here")
    with archive.catalogue.gate() as session:
        entries = [custody.told(one) for one in session.scalars(select(CustodyEntry))]
    archive.close()
    assert len({entry.act for entry in entries}) > 50
    assert {
        (entry.act, change.label)
        for entry in entries
        for change in changes_of(entry)
        if change.label in entry.detail or change.after in ("trial", "copy")
    } == set()


def test_every_command_has_its_line(told):
    words = {line.words[0] for line in lines(BEGINNING + STORY, told.room)}
    assert {command.name for command in COMMANDS} - words == set(NOT_TOLD)


@one_desk_only
def test_every_service_that_writes_is_reached_by_a_command(told):
    reached = {
        (place_of(file), name)
        for file, name in told.writers
        if file.is_relative_to(SOURCES / "services")
    }
    apart = {(file, name) for file, names in ELSEWHERE.items() for name in names.split()}
    assert set(writers()) - reached == apart


def writers():
    """Yield the functions of services that open the write door of a catalogue, with their files."""
    for file in sorted((SOURCES / "services").rglob("*.py")):
        for name in writing(ast.parse(file.read_text("utf-8")), ""):
            yield place_of(file), name


def place_of(file):
    """Return the file of a service as it is told here, such as `copies/issuing`."""
    return file.relative_to(SOURCES / "services").with_suffix("").as_posix()


def writing(node, function):
    """Yield the names of the innermost functions in which the write door is opened."""
    if opens_to_write(node):
        yield function
    for inner in ast.iter_child_nodes(node):
        yield from writing(inner, node.name if isinstance(node, ast.FunctionDef) else function)


def opens_to_write(node):
    """Tell whether a call opens the write door: `….catalogue.write()`, `closing.write()`."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return False
    owner = node.func.value
    called = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
    door = node.func.attr
    writes = door == "write" or any(word.arg == "write" for word in node.keywords)
    return called in ("catalogue", "closing") and door in ("write", "gate") and writes
