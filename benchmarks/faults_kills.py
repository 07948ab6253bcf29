"""Kills commands at random points, and cuts the power under an archive."""

import os
import random
import shutil
import subprocess
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
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

ROOMS = ("disk", "catalogue", "settled", "index", "copies", "stamping")
Note = Callable[[str, list[str]], None]


def kill(rounds: int, chance: random.Random, note: Note) -> Counter[str]:
    """Kill a random command `rounds` times; note what does not hold after each; count by command.

    Two in three die at a counted step of the program, the others at any moment.
    """
    killed: Counter[str] = Counter()
    lasts: defaultdict[str, float] = defaultdict(lambda: 0.5)
    done = 0
    while done < rounds:
        with tempfile.TemporaryDirectory(prefix="luutru-faults-") as room:
            world = new_world(Path(room), chance)
            for _ in range(min(ROUNDS_AN_ARCHIVE, rounds - done)):
                name, words = chance.choice(sorted(commands(world).items()))
                point, after = _moment(chance, lasts[name])
                ended = world.luutru(*words, fail_at=point, kill_after=after)
                if ended.status == KILLED:
                    killed[name] += 1
                else:
                    lasts[name] = ended.seconds
                note(f"{name} at {point or after}", _wrong(ended.status, ended.complained))
                note(f"{name} at {point or after}", problems(world))
                done += 1
            note("search at the end", [f"not found: {one}" for one in all_found(world)])
    return killed


def _moment(chance: random.Random, lasts: float) -> tuple[str, float | None]:
    if chance.random() < 2 / 3:
        return f"{chance.choice(ROOMS)}:{chance.randint(1, 12)}", None
    return "", chance.uniform(0, 1.2 * lasts)


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
    """Let commands run on a disk that is full; return how many were refused for it."""
    refused = 0
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
    return refused


def _with_little_room(place: Path, chance: random.Random, note: Note) -> int:
    world = new_world(place, chance)
    made = commands(world)
    filler = place / "filler"
    free = shutil.disk_usage(place).free
    with filler.open("wb") as stream:
        left = max(0, free - chance.choice((0, 4096, 65_536, 400_000)))
        for _ in range(left // 4096):
            stream.write(b"x" * 4096)
    refused = 0
    for name, words in made.items():
        ended = world.luutru(*words)
        refused += ended.status == TROUBLE
        note(f"{name} on a full disk", _wrong(ended.status, ended.complained))
        listed = world.luutru("list", "--porcelain")
        note(f"reading after {name}", [] if listed.status == 0 else [f"{listed}"])
    filler.unlink()
    note("after a full disk", problems(world))
    return refused
