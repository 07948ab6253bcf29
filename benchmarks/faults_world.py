"""An archive to be ill-treated: its files, the commands that write, and what must hold after each.

What was acknowledged is remembered here, outside the archive, as a person would have it on paper.
"""

import csv
import hashlib
import json
import os
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from faults_running import Ended, fresh_name, run
from faults_window import open_and_close
from luutru.holdings.encryption.lending import PREFIX, shelters
from luutru.holdings.encryption.sealed_files import is_sealed
from luutru.holdings.encryption.stretching import Cost, use_cost
from luutru.holdings.unfinished import writer_lives

WORDS = ("đo lường", "halal", "chứng nhận", "thử nghiệm", "mã vạch", "hiệu chuẩn")
ENCRYPTED = Event()
"""Archives are encrypted from now on."""
ROUNDS_AN_ARCHIVE = 25
"""After which a new one is begun, as it has grown."""


@dataclass
class World:
    """One archive, and what is known of it outside."""

    room: Path
    chance: random.Random
    acknowledged: dict[str, str] = field(default_factory=dict)
    """Reference to SHA-256."""
    moved: dict[Path, str] = field(default_factory=dict)
    """Sources that were brought with `--move`, with their SHA-256."""
    exports: list[Path] = field(default_factory=list)
    left: set[Path] = field(default_factory=set)
    """Unfinished files that were told already: each counts once."""

    @property
    def archive(self) -> Path:
        """Return the folder of the archive."""
        return self.room / "archive"

    @property
    def temporary(self) -> Path:
        """Return the folder for temporary files."""
        return self.room / "temporary"

    def luutru(self, *words: str, **how: object) -> Ended:
        """Run a command on the archive, and note what it acknowledges."""
        before = ["--archive", str(self.archive), "--lang", "en"]
        ended = run([*before, *words], **how)  # type: ignore[arg-type]
        self.note(ended.told)
        return ended

    def note(self, told: str) -> None:
        """Remember what was acknowledged."""
        for line in told.splitlines():
            word, *told_of = line.split(" ", 3)
            if word == "ACK" and len(told_of) == len(("reference", "sha256", "path")):
                self.acknowledged[told_of[0]] = told_of[1]

    def a_scan(self) -> Path:
        """Draw a PDF of one page with words that can be read without recognition."""
        file = fresh_name(self.room / "scans", "scan").with_suffix(".pdf")
        page = Canvas(str(file), pagesize=A4)
        for line in range(12):
            page.drawString(60, 760 - 20 * line, f"measurement {line} {self.chance.random():.12f}")
        page.save()
        return file


def new_world(room: Path, chance: random.Random) -> World:
    """Make an archive with a few described agreements, one milestone each."""
    world = World(room, chance)
    os.environ["LUUTRU_INDEX_DIR"] = str(room / "index")
    os.environ["XDG_DATA_HOME"] = str(room / "data")
    os.environ["XDG_STATE_HOME"] = str(room / "state")
    os.environ["TMPDIR"] = str(world.temporary)
    for folder in ("scans", "out", "temporary"):
        (room / folder).mkdir(parents=True)
    made = run(["init", str(world.archive), "--name", "Faults", "--agency", "Cơ quan thử",
                "--abbrev", "CQT", "--place", "HÀ NỘI", "--head-title", "CỤC TRƯỞNG",
                *(_encrypting(room) if ENCRYPTED.is_set() else ())])  # fmt: skip
    _expect(made)
    _expect(world.luutru("intake", "--ocr", "never", *(str(world.a_scan()) for _ in range(3))))
    for reference in list(world.acknowledged):
        _expect(world.luutru("describe", reference, "title_vi=Bản ghi nhớ về đo lường",
                             "signed_on=9/8/2023", "copy_kind=original", "medium=paper",
                             "secrecy=none"))  # fmt: skip
        _expect(world.luutru("milestones", "add", reference, "Báo cáo", "--due", "1/2/2030"))
    return world


def _encrypting(room: Path) -> Sequence[str]:
    """Return what encrypts the archive that is made; the passphrase is at hand from now on."""
    use_cost(Cost(memory_kib=8, passes=1, lanes=1))
    passphrase = room / "passphrase"
    passphrase.write_text("nine green mountains", encoding="utf-8")
    os.environ["LUUTRU_PASSPHRASE_FILE"] = str(passphrase)
    return "--encrypt", "--recovery-key-file", str(room / "recovery-key")


def _expect(ended: Ended) -> None:
    if ended.status != 0:
        raise RuntimeError(ended)


def commands(world: World) -> dict[str, list[str]]:
    """Return one of each command that writes, as words; files they need are drawn."""
    reference = world.chance.choice(sorted(world.acknowledged))
    word = world.chance.choice(WORDS)
    number = world.chance.randrange(10**6)
    sources = [world.a_scan() for _ in range(3)]
    for file in sources[1:]:
        world.moved[file] = hashlib.sha256(file.read_bytes()).hexdigest()
    listed = fresh_name(world.room / "out", "list").with_suffix(".csv")
    world.exports.append(listed)
    return {
        "intake": ["intake", "--ocr", "never", str(sources[0]), str(world.a_scan())],
        "intake --move": ["intake", "--move", "--no-wait", *map(str, sources[1:])],
        "new": ["new", f"title_vi=Thỏa thuận {number}"],
        "describe": ["describe", reference, f"title_vi=Bản ghi nhớ về {word} {number}"],
        "milestones add": ["milestones", "add", reference, f"Việc {number}", "--due", "1/3/2031"],
        "milestones postpone": ["milestones", "postpone", "1", "--due", "5/5/2032", "--reason",
                                word],
        "certify": ["certify", reference, "--form", "sy", "--signer", "trial", "--out",
                    str(world.room / "out")],
        "arrange": ["arrange", reference, "--pages", f"1r{world.chance.choice((90, 180, 270))}"],
        "synonyms": ["synonyms", "put", f"nhóm {number}", word, f"{word} {number}"],
        "searches": ["searches", "save", f"tìm {number}", word],
        "export-list": ["export-list", "--out", str(listed)],
        "verify": ["verify", "--full"],
        "reindex": ["reindex"],
        "retry": ["retry", "run"],
        "recover": ["recover"],
    }  # fmt: skip


def problems(world: World) -> list[str]:
    """Return what does not hold once the archive was opened again, by a command or a window.

    Nobody asks for anything to be put right: the opening has to do it.
    """
    found = []
    opened = reopen(world)
    if opened.status != 0:
        found.append(f"opening ended with {opened.status}: {opened.complained}")
    checked = world.luutru("verify", "--full")
    if checked.status != 0:
        found.append(f"verify ended with {checked.status}: {checked.told}{checked.complained}")
    listed = world.luutru("list", "--porcelain").told.split("\n")
    kept = dict(line.split(" ", 1) for line in listed if " " in line)
    found += [
        f"lost: {reference}" for reference, sha256 in world.acknowledged.items()
        if kept.get(reference) != sha256
    ]  # fmt: skip
    found += [
        f"a source is gone that nobody acknowledged: {file.name}"
        for file, sha256 in world.moved.items()
        if not file.exists() and sha256 not in kept.values()
    ]
    left = set(_unfinished(world))
    found += [f"left behind: {part.name}" for part in sorted(left - world.left)]
    world.left |= left
    if ENCRYPTED.is_set():
        found += [f"plain and left behind: {file}" for file in _plain(world)]
    found += [f"half an export: {file.name}" for file in world.exports if not _is_whole(file)]
    return found


def reopen(world: World) -> Ended:
    """Open the archive as people do, by a command that shows something or by the window."""
    if world.chance.choice(("terminal", "window")) == "terminal":
        return world.luutru("list")
    return run([str(world.archive)], program=open_and_close)


def all_found(world: World) -> list[str]:
    """Return the original documents that the search does not find, by a word that all have.

    The window was opened before: it reads what waits.
    """
    run([str(world.archive)], program=open_and_close)
    told = world.luutru("--json", "search", "measurement", "--limit", "100000").told
    hits = {page["reference"] for hit in json.loads(told)["hits"] for page in hit["pages"]}
    agreements = {hit["reference"] for hit in json.loads(told)["hits"]}
    return sorted(world.acknowledged.keys() - hits - agreements)


def _unfinished(world: World) -> Sequence[Path]:
    folders = (world.archive, world.room / "out")
    return [file for folder in folders for file in folder.rglob("*.part") if file.is_file()]


def _plain(world: World) -> Sequence[Path]:
    """Return what stands unsealed in an encrypted archive, or where files are made."""
    kept = (file for file in world.archive.rglob("*.pdf*") if file.is_file())
    own = [*world.temporary.iterdir(), *shelters().glob(f"{PREFIX}*")]
    gone = [one for one in own if not _is_of_somebody(one)]
    return [*(file for file in kept if not is_sealed(file)), *gone]


def _is_of_somebody(folder: Path) -> bool:
    """Tell whether a process that lives works in a shelter: another archive, or another program."""
    return writer_lives(folder.name.removeprefix(PREFIX).partition("-")[0])


def _is_whole(file: Path) -> bool:
    if not file.exists():
        return True
    with file.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))
    return bool(rows) and len({len(row) for row in rows}) == 1
