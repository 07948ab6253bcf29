"""Kills, power cuts, full disks, damaged indexes and tampering: what is lost, what is noticed.

    .venv/bin/python benchmarks/faults.py [--quick] [--json] [--kills N] [--damages N]
                                          [--steps N] [--tamperings N] [--power-cuts N]
                                          [--full-disks N] [--cuts N] [--jobs N] [--seed N]
                                          [--encrypted] [--only COMMAND]

Every command that writes is killed at random steps and moments; after each kill the archive is
opened as people do, by a window or a command, which heals it without being asked: `verify --full`
has to find nothing, and everything that was ever acknowledged has to be there. Every command of the
terminal has a line in `faults_story.txt`, and each operation on files that it asks for fails in
turn, as of a full disk and as of a dying one, and it is killed at each of its fail points
(`--steps`: so many of these, drawn by chance; 0: none; -1: all, for hours). The way to the server
of an office is cut in the middle of commands, or the server stopped (`--cuts`, where PostgreSQL is
installed). The power is cut under an ext4 of its own, where the machine allows (Linux, root): what
the system had not written to the disk is gone. Files of the index are damaged or replaced by
pickles that run code, and the search must answer as before. When an archive is tampered with,
files, cells, rows, the end of the log or the whole database, `verify` must notice, and
`verify-copy` what is changed of a copy that was handed out with its proof (PAdES B-LT). With
`--encrypted` commands are killed on encrypted archives, nothing plain may be left of them, and
nothing else is done; with `--only certify` no other command is killed.
"""

import argparse
import json
import os
import random
import sys
import time
from typing import Any

from faults_copies import tamper_copy
from faults_cuts import cut_connections
from faults_damage import damage_index, tamper
from faults_kills import can_cut_power, cut_power, fill_disk, kill
from faults_running import load
from faults_steps import fail_steps
from faults_world import ENCRYPTED


class Findings:
    """What did not hold, told at once."""

    def __init__(self) -> None:
        self.lost = 0
        self.broken = 0

    def note(self, what: str, wrong: list[str]) -> None:
        """Tell what is wrong after something was done."""
        lost = sum(one.startswith("lost:") for one in wrong)
        self.lost += lost
        self.broken += len(wrong) - lost
        for one in wrong:
            print(f"!! {what}: {one}", file=sys.stderr, flush=True)


def main() -> int:
    """Run the campaign and print the table; the status tells whether all held."""
    options = _options()
    os.environ["LUUTRU_RESERVE_MB"] = "1"
    os.environ["LUUTRU_BALLAST_MB"] = "0"
    os.environ["LUUTRU_PERSON"] = "archivist"
    load()
    chance = random.Random(options.seed)  # noqa: S311  to be repeated by its seed
    print(f"seed {options.seed}", file=sys.stderr)
    told: dict[str, Any] = {}
    for step in (_kills, _steps, _cuts, _power_cuts, _full_disks, _damages, _tamperings):
        started = time.monotonic()
        found = Findings()
        told |= step(options, chance, found)
        print(f"{step.__name__[1:]}: {time.monotonic() - started:.0f} s", file=sys.stderr)
    _print(told)
    if options.json:
        print(json.dumps(told))
    wrong = (
        "lost",
        "broken",
        "steps_broken",
        "cuts_broken",
        "wrong_answers",
        "unnoticed",
        "power_lost",
        "full_broken",
    )
    return int(any(told[name] for name in wrong))


def _kills(options: argparse.Namespace, chance: random.Random, found: Findings) -> dict[str, Any]:
    killed = kill(options.kills, chance, found.note, options.jobs, options.only)
    for name, times in sorted(killed.items()):
        print(f"  {times:5}  {name}", file=sys.stderr)
    return {"kills": killed.total(), "lost": found.lost,
            "broken": found.broken}  # fmt: skip


def _steps(options: argparse.Namespace, chance: random.Random, found: Findings) -> dict[str, Any]:
    done = fail_steps(options.steps, chance, found.note, options.jobs)
    return {"steps": done, "steps_broken": found.lost + found.broken}


def _cuts(options: argparse.Namespace, chance: random.Random, found: Findings) -> dict[str, Any]:
    done = cut_connections(options.cuts, chance, found.note)
    return {"cuts": done, "cuts_broken": found.lost + found.broken}


def _power_cuts(
    options: argparse.Namespace, chance: random.Random, found: Findings
) -> dict[str, Any]:
    rounds = options.power_cuts if can_cut_power() else 0
    acknowledged = cut_power(rounds, chance, found.note)
    return {"power_cuts": rounds, "power_acknowledged": acknowledged,
            "power_lost": found.lost + found.broken}  # fmt: skip


def _full_disks(
    options: argparse.Namespace, chance: random.Random, found: Findings
) -> dict[str, Any]:
    rounds = options.full_disks if can_cut_power() else 0
    refused = fill_disk(rounds, chance, found.note)
    return {"full_disks": rounds, "full_refused": refused,
            "full_broken": found.lost + found.broken}  # fmt: skip


def _damages(options: argparse.Namespace, chance: random.Random, found: Findings) -> dict[str, Any]:
    rounds = damage_index(options.damages, chance, found.note)
    return {"damages": rounds, "wrong_answers": found.broken + found.lost}


def _tamperings(
    options: argparse.Namespace, chance: random.Random, found: Findings
) -> dict[str, Any]:
    done = tamper(options.tamperings, chance, found.note)
    done += tamper_copy(options.tamperings // 2, chance, found.note)
    for name, times in sorted(done.items()):
        print(f"  {times:5}  {name}", file=sys.stderr)
    return {"tampered": done.total(), "unnoticed": found.broken}


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="a few of each, in under 40 s")
    parser.add_argument("--json", action="store_true", help="one object on the last line")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="archives at once")
    parser.add_argument("--seed", type=int, default=time.time_ns() % 1_000_000)
    for name, usual in (
        ("kills", 200), ("damages", 200), ("tamperings", 100), ("power-cuts", 20),
        ("full-disks", 3), ("steps", 200), ("cuts", 100),
    ):  # fmt: skip
        parser.add_argument(f"--{name}", type=int, default=None, help=f"default: {usual}")
        parser.set_defaults(**{f"{name}_usual".replace("-", "_"): usual})
    parser.add_argument(
        "--encrypted", action="store_true", help="kill commands on encrypted archives, and no more"
    )
    parser.add_argument("--only", default="", metavar="COMMAND", help="kill this command alone")
    options = parser.parse_args()
    if options.encrypted:
        ENCRYPTED.set()
        options.damages = options.tamperings = options.power_cuts = 0
        options.full_disks = options.steps = options.cuts = 0
    for name, quick in (
        ("kills", 10), ("damages", 10), ("tamperings", 8), ("power_cuts", 0), ("full_disks", 0),
        ("steps", 0), ("cuts", 0),
    ):  # fmt: skip
        if getattr(options, name) is None:
            setattr(options, name, quick if options.quick else getattr(options, f"{name}_usual"))
    return options


def _print(told: dict[str, Any]) -> None:
    rows = (
        ("kills", told["kills"], "lost", told["lost"]),
        ("", told["kills"], "not as it should be", told["broken"]),
        ("steps that failed", told["steps"], "lost or broken", told["steps_broken"]),
        ("cuts of the way", told["cuts"], "lost or broken", told["cuts_broken"]),
        ("power cuts", told["power_cuts"], "lost or broken", told["power_lost"]),
        ("full disks", told["full_disks"], "lost or broken", told["full_broken"]),
        ("damages to the index", told["damages"], "wrong answers", told["wrong_answers"]),
        ("tamperings", told["tampered"], "not noticed", told["unnoticed"]),
    )
    for what, count, wrong, times in rows:
        print(f"{what:22}{count:6}   {wrong:20}{times:4}")


if __name__ == "__main__":
    raise SystemExit(main())
