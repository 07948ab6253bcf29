"""Compiles the translated sentences, `resources/i18n/<language>.po`, to the form gettext reads.

The build back end calls `CustomBuildHook`; from a checkout `./run` calls the file as a script.
Only a changed catalogue is compiled again, so that starting from source stays quick.
"""

import os
import sys
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parents[1]
DOMAIN = "luutru"


def compile_messages(folder: Path) -> list[Path]:
    """Compile every `.po` of `folder` that is newer than its `.mo`; return what was written."""
    written = []
    for source in sorted(folder.glob("*.po")):
        target = folder / source.stem / "LC_MESSAGES" / f"{DOMAIN}.mo"
        if target.exists() and target.stat().st_mtime_ns > source.stat().st_mtime_ns:
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        unfinished = target.with_suffix(f".{os.getpid()}")  # another start may be reading
        with source.open("rb") as po, unfinished.open("wb") as mo:
            write_mo(mo, read_po(po, locale=source.stem, domain=DOMAIN))
        unfinished.replace(target)
        written.append(target)
    return written


class CustomBuildHook(BuildHookInterface[BuilderConfig]):
    """Compiles the messages before the package is built, and packs the resources into it."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Do it, for a wheel (`version` is `standard`) or an `editable` install.

        An editable install reads the resources of the checkout; a copy of them would go stale.
        """
        compile_messages(Path(self.root, "resources", "i18n"))
        if version == "standard":
            build_data["force_include"]["resources"] = "luutru/resources"


if __name__ == "__main__":
    for path in compile_messages(ROOT / "resources" / "i18n"):
        sys.stdout.write(f"{path.relative_to(ROOT)}\n")
