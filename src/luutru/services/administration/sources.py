"""What the source of a list or a rule is called in the reader's language."""

import tomllib
from functools import cache

from luutru import i18n, resources


def source_told(source: str) -> str:
    """Return a source in the reader's language; one that has no other name as it is."""
    return _names().get(i18n.language(), {}).get(source, source)


@cache
def _names() -> dict[str, dict[str, str]]:
    file = resources.folder("rules") / "sources.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
