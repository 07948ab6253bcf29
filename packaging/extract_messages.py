"""Brings the sentences of the source into the translations, `resources/i18n/<language>.po`.

`./run messages` calls the file: new sentences are added without a translation, sentences that
nobody says any more go. Tests use the same functions to see that nothing is missing.
"""

import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src"
TRANSLATIONS = ROOT / "resources" / "i18n"
_KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "mark": None,
    "translate": None,
    "translate_count": (1, 2),
}


def extract(source: Path = SOURCE) -> Catalog:
    """Return every sentence that the program says, with where it says it."""
    catalogue = Catalog(project="luutru", fuzzy=False)
    found = extract_from_dir(source, method_map=[("**.py", "python")], keywords=_KEYWORDS)
    for file, line, sentence, comments, context in found:
        catalogue.add(sentence, None, [(file, line)], auto_comments=comments, context=context)
    return catalogue


def read(language: str, folder: Path = TRANSLATIONS) -> Catalog:
    """Return the translations into `language`; an empty catalogue where there are none yet."""
    path = folder / f"{language}.po"
    if not path.exists():
        return Catalog(locale=language, project="luutru", fuzzy=False)
    with path.open("rb") as po:
        return read_po(po, locale=language)


def untranslated(language: str, said: Catalog | None = None) -> list[str]:
    """Return the sentences that `language` does not have; default: of all the program says."""
    catalogue = read(language)
    return [
        str(message.id)
        for message in said or extract()
        if message.id and not _is_translated(catalogue, message.id)
    ]


def _is_translated(catalogue: Catalog, sentence: str | list[str] | tuple[str, ...]) -> bool:
    known = catalogue.get(sentence)
    if known is None or known.fuzzy:
        return False
    return all(known.string) if isinstance(known.string, tuple) else bool(known.string)


def update(language: str) -> None:
    """Write the file of `language` anew: what is said, in order, with what is translated."""
    catalogue = read(language)
    catalogue.update(extract(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    path = TRANSLATIONS / f"{language}.po"
    with path.open("wb") as po:
        write_po(po, catalogue, width=100, no_location=True, sort_output=True, omit_header=False)


if __name__ == "__main__":
    for language in sys.argv[1:] or ["vi"]:
        update(language)
        for missing in untranslated(language):
            sys.stdout.write(f"{language}: {missing}\n")
