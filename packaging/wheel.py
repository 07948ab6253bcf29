"""Builds the wheel and the source package of the program, and proves the wheel.

    .venv/bin/python packaging/wheel.py             dist/wheel, proven
    .venv/bin/python packaging/wheel.py --check     proves the wheel that lies there

Proven means: in an empty environment with the locked packages, away from the checkout and without
a network, it tells its version, examines the computer, makes the sample archive, pictures its
window and checks the copy it issued. `uv`, where it is there, does what pip would do.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from gathering import DIST, build, say, sum_up, without_network
from locked import shipped

WHEEL: Final = DIST / "wheel"
_KEPT: Final = ("PATH", "LANG", "LC_ALL", "TESSDATA_PREFIX")
"""What the proof takes over from its surroundings; nothing that leads to the checkout."""


def make() -> Path:
    """Build both packages into an empty `dist/wheel`; return the wheel."""
    shutil.rmtree(WHEEL, ignore_errors=True)
    build("sdist", WHEEL)
    wheel = build("wheel", WHEEL)
    sum_up(WHEEL)
    return wheel


def prove(wheel: Path) -> None:
    """Install `wheel` where nothing else is, and use it."""
    with tempfile.TemporaryDirectory(prefix="luutru-wheel-") as name:
        folder = Path(name)
        programs = install(wheel, folder)
        begin = without_network()
        _use(programs, folder, begin)
        say("proven " + ("without a network" if begin else "WITH a network: unshare is refused"))


def install(wheel: Path, folder: Path) -> Path:
    """Make an environment in `folder` with the locked packages and `wheel`; return its programs.

    The wheel comes last, from no index: what it asks for and the lock lacks is an error.
    """
    locked = folder / "locked.txt"
    locked.write_text("".join(pin.line() for pin in shipped()), "utf-8")
    python = folder / "venv" / "bin" / "python"
    if shutil.which("uv"):
        subprocess.run(["uv", "venv", "-q", "-p", sys.executable, folder / "venv"], check=True)
        installer = ["uv", "pip", "install", "-q", "--python", str(python)]
    else:
        subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True)
        installer = [str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    first = ["--no-deps", "--require-hashes", "-r", str(locked)]
    for words in (first, ["--no-index", str(wheel)]):
        subprocess.run([*installer, *words], cwd=folder, check=True)
    return python.parent


def _use(programs: Path, folder: Path, begin: list[str]) -> None:
    """Do what the program promises; whatever fails ends the proof."""
    kept = {key: os.environ[key] for key in _KEPT if key in os.environ}
    own = kept | {"HOME": str(folder), "QT_QPA_PLATFORM": "offscreen", "LUUTRU_PERSON": "wheel"}
    sample = folder / "sample"

    def run(program: str, *words: str | Path) -> str:
        command = [*begin, str(programs / program), *map(str, words)]
        done = subprocess.run(
            command, cwd=folder, env=own, check=False, capture_output=True, text=True
        )
        said = next(iter(done.stdout.splitlines()), "")
        say(f"{program} {words[0]}: {done.returncode}  {said}")
        if done.returncode != 0 or "Traceback" in done.stderr:
            sys.exit(f"{done.stdout}{done.stderr}")
        return done.stdout

    if "luutru 0" not in run("luutru", "--version"):
        sys.exit("the version is wrong")
    run("luutru", "doctor", "--lang", "en", "--archive", folder / "nothing")
    run("luutru", "demo", sample, "--quiet")
    pictures = len(list((sample / "screenshots").glob("*.png")))
    if not pictures:
        sys.exit("the window was not drawn")
    say(f"the window: {pictures} pictures")
    (copy,) = (sample / "copies").glob("*.pdf")
    run("luutru", "verify", "--full", "--archive", sample / "archive")
    run("luutru-verify", copy, "--trial", "--register", sample / "archive")


def main() -> None:
    """Do what was asked for."""
    summary, _, more = (__doc__ or "").partition("\n")
    parser = argparse.ArgumentParser(
        description=summary, epilog=more, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="prove the wheel that lies there")
    options = parser.parse_args()
    wheel = next(WHEEL.glob("*.whl"), None) if options.check else make()
    if wheel is None:
        sys.exit(f"there is no wheel in {WHEEL}")
    say(f"{wheel.name}  {wheel.stat().st_size / 1e6:.1f} MB")
    prove(wheel)


if __name__ == "__main__":
    main()
