"""Writes the manual as a PDF book in each language: `manual.py [DIR]`, by itself `dist/manual`."""

import sys
from pathlib import Path

from luutru import i18n
from luutru.services.manual.book import write_book
from luutru.services.manual.contents import Part, parts

BOOKS = {
    "vi": ("luutru-huong-dan.pdf", "Hướng dẫn sử dụng Lưu Trữ"),
    "en": ("luutru-manual.pdf", "Manual of Lưu Trữ"),
}


def main(out: Path) -> None:
    """Write every book into `out`, and print what was written."""
    out.mkdir(parents=True, exist_ok=True)
    for language, (name, title) in BOOKS.items():
        i18n.use_language(language)
        chapters = [chapter for part in parts(language) for chapter in part.chapters]
        write_book(Part("manual", title, tuple(chapters)), out / name, language)
        sys.stdout.write(f"{out / name}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("dist/manual"))
