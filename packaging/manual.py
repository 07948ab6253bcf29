"""Writes the manual as PDF files, one for each kind of reader and language: `manual.py [DIR]`."""

import sys
from pathlib import Path

from luutru import i18n
from luutru.services.manual.book import write_book
from luutru.services.manual.contents import parts

LANGUAGES = ("vi", "en")


def main(out: Path) -> None:
    """Write every book into `out`, and print what was written."""
    out.mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        i18n.use_language(language)
        for part in parts(language):
            path = out / f"luutru-{part.id}.{language}.pdf"
            write_book(part, path, language)
            sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("dist/manual"))
