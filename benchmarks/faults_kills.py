"""Kills commands at random points, and cuts the power under an archive."""

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path

from faults_running import KILLED
from faults_world import (
    ROUNDS_AN_ARCHIVE,
    World,
    all_found,
    commands,
    new_world,
    problems,
)
from luutru.cli.command import OUR_MISTAKE, TROUBLE

ROOMS = ("disk", "catalogue", "settled")
OWN_ROOMS = {"certify": ("copies", "stamping")}
"""Where a command has steps of its own."""
_MOST_TRIES = 4
"""Commands that are tried for each kill: some end before the moment comes."""
Note = Callable[[str, list[str]], None]


def kill(
    rounds: int, chance: random.Random, note: Note, jobs: int = 1, only: str = ""
) -> Counter[str]:
    """Kill random commands `rounds` times; note what does not hold after each; count by command.

    With `only` that command alone is killed. Two in three die at a counted step of the program,
    the others at any moment. Several archives are worked with at once, each in a process of its
    own.
    """
    killed: Counter[str] = Counter()
    with ProcessPoolExecutor(jobs, mp_context=get_context("fork")) as pool:
        shares = [ROUNDS_AN_ARCHIVE] * (rounds // ROUNDS_AN_ARCHIVE)
        shares += [rounds % ROUNDS_AN_ARCHIVE] if rounds % ROUNDS_AN_ARCHIVE else []
        asked = [pool.submit(_kill_in_one, share, chance.random(), only) for share in shares]
        for number, done in enumerate(as_completed(asked), start=1):
            some, told = done.result()
            killed += some
            for what, wrong in told:
                note(what, wrong)
            print(f"{killed.total()} kills, {number} of {len(asked)}", file=sys.stderr, flush=True)
    return killed


def _kill_in_one(
    rounds: int, seed: float, only: str
) -> tuple[Counter[str], list[tuple[str, list[str]]]]:
    """Kill commands in one archive so many times; return how often each, and what was wrong."""
    chance = random.Random(seed)  # noqa: S311  to be repeated by its seed
    killed: Counter[str] = Counter()
    told: list[tuple[str, list[str]]] = []
    lasts: defaultdict[str, float] = defaultdict(lambda: 0.5)
    with tempfile.TemporaryDirectory(prefix="luutru-faults-", dir=quick_disk()) as room:
        world = new_world(Path(room), chance)
        for _ in range(_MOST_TRIES * rounds):
            if killed.total() == rounds:
                break
            known = commands(world)
            name = only or chance.choice(sorted(known))
            rooms = (*ROOMS, *OWN_ROOMS.get(only, ()))
            point, after = _moment(chance, lasts[name], rooms)
            ended = world.luutru(*known[name], fail_at=point, kill_after=after)
            if ended.status == KILLED:
                killed[name] += 1
            else:
                lasts[name] = ended.seconds
            wrong = _wrong(ended.status, ended.complained) + problems(world)
            told.append((f"{name} at {point or after}", wrong))
        told.append(("search at the end", [f"not found: {one}" for one in all_found(world)]))
    return killed, [(what, wrong) for what, wrong in told if wrong]


def _moment(chance: random.Random, lasts: float, rooms: Sequence[str]) -> tuple[str, float | None]:
    if chance.random() < 2 / 3:
        return f"{chance.choice(rooms)}:{chance.randint(1, 4)}", None
    return "", chance.uniform(0, lasts)


def quick_disk() -> str | None:
    """Return a disk in memory where there is one: a kill does not lose what was not synced."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108  a folder of our own there


def _wrong(status: int, complained: str) -> list[str]:
    """Return what is wrong with the way a command ended that was not killed itself."""
    return [f"our mistake: {complained}"] if status == OUR_MISTAKE else []


# --- power cuts ------------------------------------------------------------------------------


def can_cut_power() -> bool:
    """Tell whether this machine lets us mount a disk of our own."""
    return os.name == "posix" and os.geteuid() == 0 and Path("/dev/loop-control").exists()


def cut_power(rounds: int, chance: random.Random, note: Note) -> int:
    """Cut the power `rounds` times under an intake; return how many acknowledged files there were.

    The archive lies on an ext4 of its own in a file. At a random moment the file is copied as it
    is: what the system had not written yet is not in it. The copy is mounted, which replays its
    journal, and looked at.
    """
    acknowledged = 0
    for _ in range(rounds):
        with tempfile.TemporaryDirectory(prefix="luutru-power-") as room:
            disk = Path(room, "disk.img")
            with _mounted(disk, Path(room, "before"), size_mb=96) as place:
                world = new_world(place, chance)
                os.sync()
                files = [str(world.a_scan()) for _ in range(24)]
                acknowledged += _bring_until_cut(world, files, disk, chance)
            with _mounted(Path(f"{disk}.cut"), Path(room, "after")) as place:
                left = World(place, chance, acknowledged=world.acknowledged)
                os.environ["LUUTRU_INDEX_DIR"] = str(place / "index")
                note("power cut", problems(left))
    return acknowledged


def _bring_until_cut(world: World, files: list[str], disk: Path, chance: random.Random) -> int:
    """Take files in one by one, until the moment comes; return how many were acknowledged."""
    before = len(world.acknowledged)
    moment = chance.randrange(4, len(files))
    for number, file in enumerate(files):
        after = chance.random() * 0.4 if number == moment else None
        ended = world.luutru("intake", "--no-wait", file, kill_after=after)
        if ended.status == KILLED or number == moment:
            break
    shutil.copyfile(disk, f"{disk}.cut")
    return len(world.acknowledged) - before


@contextmanager
def _mounted(disk: Path, place: Path, size_mb: int = 0) -> Iterator[Path]:
    place.mkdir()
    if size_mb:
        with disk.open("wb") as stream:
            stream.truncate(size_mb << 20)
        subprocess.run(["mkfs.ext4", "-q", str(disk)], check=True)
    subprocess.run(["mount", "-o", "loop", str(disk), str(place)], check=True)
    try:
        yield place
    finally:
        for _ in range(50):
            if (
                subprocess.run(["umount", str(place)], check=False, capture_output=True).returncode
                == 0
            ):
                break
            time.sleep(0.2)


# --- a full disk -----------------------------------------------------------------------------


def fill_disk(rounds: int, chance: random.Random, note: Note) -> int:
    """Let commands run on a disk that is full; return how many were refused for it.

    The archive holds ballast as it usually does: what a full disk is read by. A disk of 64 MB is
    given 5 % of its size, and each command finds it in its place.
    """
    refused = 0
    former = os.environ["LUUTRU_BALLAST_MB"]
    os.environ["LUUTRU_BALLAST_MB"] = "32"
    for _ in range(rounds):
        with tempfile.TemporaryDirectory(prefix="luutru-full-") as room:
            place = Path(room, "disk")
            place.mkdir()
            subprocess.run(
                ["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(place)], check=True
            )
            try:
                refused += _with_little_room(place, chance, note)
            finally:
                subprocess.run(["umount", "-l", str(place)], check=True)
    os.environ["LUUTRU_BALLAST_MB"] = former
    return refused


def _with_little_room(place: Path, chance: random.Random, note: Note) -> int:
    world = new_world(place, chance)
    made = commands(world)
    refused = 0
    for name, words in made.items():
        with _full(place, chance):
            ended = world.luutru(*words)
            refused += ended.status == TROUBLE
            note(f"{name} on a full disk", _wrong(ended.status, ended.complained))
            listed = world.luutru("list", "--porcelain")
            note(f"reading after {name}", [] if listed.status == 0 else [f"{listed}"])
        world.luutru("list")  # takes ballast in again
        note(f"{name} on a full disk", problems(world))
    return refused


@contextmanager
def _full(place: Path, chance: random.Random) -> Iterator[None]:
    """Fill a disk up to its last bytes for as long as the block lasts."""
    filler = place / "filler"
    left = shutil.disk_usage(place).free - chance.choice((0, 4096, 65_536, 400_000))
    with filler.open("wb") as stream:
        os.posix_fallocate(stream.fileno(), 0, max(left, 4096))
    try:
        yield
    finally:
        filler.unlink()
