"""Builds what an administrator installs on Debian 12; `build` calls it with what makes it the same.

packaging/linux/build                      dist/linux: the package and the bundle, unsigned
packaging/linux/build --key NAME           … signed by a key of gpg
packaging/linux/build --also sane-utils    … with scanners
packaging/linux/build --only package       no root, no mirror: only the package
"""

import argparse
import hashlib
import sys
from pathlib import Path
from typing import Final

import debian_package
import offline_bundle
from freeze import ROOT, freeze
from luutru import __version__

DIST: Final = ROOT / "dist"
TARGET: Final = DIST / "linux"
PAPERS: Final = {
    "luutru-huong-dan.pdf": DIST / "manual/luutru-huong-dan.pdf",
    "luutru-manual.pdf": DIST / "manual/luutru-manual.pdf",
    "LICENCES.txt": TARGET / "LICENCES.txt",
    "luutru.cdx.json": TARGET / "luutru.cdx.json",
}
"""What lies beside the copyright where others made it, by its name there."""


def main() -> None:
    """Do what was asked for, one after the other."""
    options = _options()
    TARGET.mkdir(parents=True, exist_ok=True)
    program = TARGET / "luutru" if options.frozen else freeze(TARGET)
    package = debian_package.make(program, TARGET, options.version, PAPERS)
    _tell(package)
    if options.only == "package":
        return
    folder = offline_bundle.gather(package, TARGET, key=options.key, also=options.also)
    _tell(folder.with_name(f"{folder.name}.tar"))


def _options() -> argparse.Namespace:
    summary, _, more = (__doc__ or "").partition("\n")
    parser = argparse.ArgumentParser(
        description=summary, epilog=more, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--key", help="the key that signs, as gpg names it")
    parser.add_argument("--also", action="append", default=[], help="a package to take along")
    parser.add_argument("--version", default=__version__, help="the version, as Debian compares it")
    parser.add_argument("--only", choices=["package"], help="make no bundle")
    parser.add_argument("--frozen", action="store_true", help="take the program frozen before")
    return parser.parse_args()


def _tell(file: Path) -> None:
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    sys.stdout.write(f"{digest}  {file.relative_to(ROOT)}  {file.stat().st_size / 1e6:.1f} MB\n")


if __name__ == "__main__":
    main()
