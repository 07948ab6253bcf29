"""Writes `requirements.lock`: every package the project needs, pinned, with its hashes.

One file serves Python 3.11 to 3.13 on every system. It has two parts, so that showing the
program does not wait for the tools of its makers: first what runs it, then what tests it.
Needs `uv`, which asks the package index; `./run lock` calls this file.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
LOCK = ROOT / "requirements.lock"
HEADER = "# Made by `./run lock` from pyproject.toml; not edited by hand.\n"
FREED = "python-dateutil>=2.9\n"
"""What is shipped is not held back by a bound of what only tests it (botocore)."""
DIVIDER = "# --- what tests and checks it ---\n"


def resolve(group: str, target: Path, *extra: str) -> list[str]:
    """Pin the project with one dependency group; return one block of text a package."""
    command = ["uv", "pip", "compile", "pyproject.toml", "--group", group, "-o", str(target)]
    shape = ["--universal", "--python-version", "3.11", "--generate-hashes"]
    plain = ["--no-header", "--no-annotate", "--quiet"]
    subprocess.run([*command, *shape, *plain, *extra], cwd=ROOT, check=True)
    return re.findall(r"^\S.*\n(?:[ ].*\n)*", target.read_text("utf-8"), re.MULTILINE)


def main() -> None:
    """Resolve both groups, the smaller one bound to the versions of the larger."""
    with tempfile.TemporaryDirectory() as folder:
        everything = Path(folder, "everything.txt")
        freed = Path(folder, "freed.txt")
        freed.write_text(FREED, "utf-8")
        if LOCK.exists() and "--upgrade" not in sys.argv:
            everything.write_text(LOCK.read_text("utf-8"), "utf-8")
        upgrade = [word for word in sys.argv[1:] if word.startswith("--upgrade")]
        tested = resolve("dev", everything, "--override", str(freed), *upgrade)
        running = resolve("setup", Path(folder, "running.txt"), "-c", str(everything))
    pinned = {block.split(maxsplit=1)[0] for block in running}
    rest = [block for block in tested if block.split(maxsplit=1)[0] not in pinned]
    LOCK.write_text("".join([HEADER, *running, DIVIDER, *rest]), "utf-8")


if __name__ == "__main__":
    main()
