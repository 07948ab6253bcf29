"""Writes `resources/LICENCES.txt`: the licence of everything that is shipped, in one readable file.

    .venv/bin/python packaging/licences.py              writes it
    .venv/bin/python packaging/licences.py --debian N…  tells licences of Debian packages as well

What nobody knows the licence of, and what is under one that may not be shipped (`licences.toml`),
ends it with the reason: nothing is left out in silence. The same packages give the same bytes.
"""

import argparse
import sys
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

from components import Component, Unknown, components, facts, read_text
from locked import ROOT

FILE: Final = ROOT / "resources" / "LICENCES.txt"
_RULE: Final = "=" * 78
_QT_NOTICE: Final = """\
Qt, PySide6 and Shiboken6 are used under the GNU Lesser General Public License,
version 3. They come as shared libraries in folders of their own (PySide6,
shiboken6) and are loaded when the program starts: you may put other builds of the
same interface in their place, and you may examine the program to see how it uses
them. Their source is published by The Qt Company at code.qt.io; whoever gave you
this program gives you the source of these libraries as well when you ask within
three years.
"""
_GPL_OFFER: Final = """\
JBIG-KIT (GPL-2.0-or-later) comes in the wheel of tesserocr. Its library is loaded by
LibTIFF, and so by Tesseract, in the process that reads scans and in no other. What runs
in that process is passed on under the GNU General Public License, version 3; luutru
itself stays under the MIT licence. JBIG-KIT is unchanged; its source is published at
www.cl.cam.ac.uk/~mgk25/jbigkit and by Debian as "jbigkit".

Offer of source (GPL-2.0 section 3, GPL-3.0 section 6, LGPL-3.0 section 4, MPL-2.0
section 3.2): for at least three years from the day you were given this program, and as
long as it is supported, whoever gave it to you gives anybody who holds a copy, for no
more than the cost of the medium, the complete corresponding source of everything in it
under the GPL, the LGPL or the MPL, in the versions named above, with the scripts that
build it. The same holds for the packages of Debian in the bundle, which are unchanged;
Debian keeps their source at snapshot.debian.org.

Whoever passes the program on passes this offer on, and keeps that source.
"""


class Forbidden(ValueError):
    """A licence under which nothing may be shipped here."""


def is_allowed(expression: str, allowed: frozenset[str]) -> bool:
    """Tell whether an SPDX expression can be fulfilled by allowed licences.

    Raises:
        Unknown: It is no SPDX expression.
    """
    try:
        canonical = canonicalize_license_expression(expression)
    except InvalidLicenseExpression as error:
        message = f"“{expression}” is no SPDX expression"
        raise Unknown(message) from error
    return _either(canonical.replace("(", " ( ").replace(")", " ) ").split(), allowed)


def _either(words: list[str], allowed: frozenset[str]) -> bool:
    """Read alternatives, of which one is enough; the words that were read are taken away."""
    good = _together(words, allowed)
    while words and words[0] == "OR":
        del words[0]
        good = _together(words, allowed) or good
    return good


def _together(words: list[str], allowed: frozenset[str]) -> bool:
    """Read what holds together, all of which is needed."""
    good = _one(words, allowed)
    while words and words[0] == "AND":
        del words[0]
        good = _one(words, allowed) and good
    return good


def _one(words: list[str], allowed: frozenset[str]) -> bool:
    name = words.pop(0)
    if name == "(":
        good = _either(words, allowed)
        del words[0]
        return good
    if words and words[0] == "WITH":
        name = f"{name} WITH {words[1]}"
        del words[:2]
    return name in allowed


def check(found: Sequence[Component]) -> None:
    """Make sure that everything may be shipped.

    Raises:
        Forbidden: Something may not.
        Unknown: Something has no SPDX expression.
    """
    allowed = frozenset(facts()["allowed"])
    for one in found:
        if not is_allowed(one.licence, allowed) and one.name not in facts()["exceptions"]:
            message = f"{one.name}: {one.licence} may not be shipped"
            raise Forbidden(message)
        check(one.within)


def written(found: Sequence[Component], debian: Sequence[str] = ()) -> str:
    """Return the file."""
    texts = _numbered(found)
    program = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return "\n".join([
        f"luutru {program['version']}",
        _RULE,
        "",
        read_text(ROOT / "LICENSE"),
        "What comes along, and under which licence. The numbers lead to the texts below.",
        "Các thành phần đi kèm và giấy phép của chúng. Số trong ngoặc chỉ tới toàn văn ở dưới.",
        _RULE,
        "",
        *(line for one in found for line in _lines(one, texts)),
        "",
        "Qt and the LGPL",
        _RULE,
        "",
        _QT_NOTICE,
        "JBIG-KIT and the GPL, and the offer of source",
        _RULE,
        "",
        _GPL_OFFER,
        "Shipped for a reason",
        _RULE,
        "",
        *(f"{name}: {why}\n" for name, why in sorted(facts()["exceptions"].items())),
        *(part for text, number in texts.items() for part in (f"[{number}]", _RULE, "", text)),
        *(part for name in debian for part in (f"Debian: {name}", _RULE, "", _of_debian(name))),
    ])  # fmt: skip


def _numbered(found: Sequence[Component]) -> dict[str, int]:
    """Return every text once, numbered in the order in which it is named."""
    every = (text for one in _all(found) for text in one.texts)
    return {text: number for number, text in enumerate(dict.fromkeys(every), 1)}


def _all(found: Sequence[Component]) -> Iterator[Component]:
    for one in found:
        yield one
        yield from _all(one.within)


def _lines(one: Component, texts: dict[str, int], indent: int = 0) -> Iterator[str]:
    numbers = " ".join(f"[{texts[text]}]" for text in one.texts)
    kind = "" if one.kind in ("package", "library") else f" ({one.kind})"
    name = f"{one.name} {one.version}".strip()
    yield f"{' ' * indent}{name}{kind}: {one.licence} {numbers}".rstrip()
    for inner in one.within:
        yield from _lines(inner, texts, indent + 4)


def _of_debian(name: str) -> str:
    file = Path("/usr/share/doc", name, "copyright")
    if not file.is_file():
        message = f"{name}: there is no {file}"
        raise Unknown(message)
    return read_text(file)


def main() -> None:
    """Do what was asked for."""
    summary, _, more = (__doc__ or "").partition("\n")
    parser = argparse.ArgumentParser(
        description=summary, epilog=more, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--debian", nargs="+", default=(), metavar="PACKAGE")
    parser.add_argument("--out", type=Path, default=FILE, metavar="FILE")
    options = parser.parse_args()
    try:
        found = components()
        check(found)
        options.out.write_text(written(found, options.debian), "utf-8")
    except (Unknown, Forbidden) as error:
        sys.exit(str(error))
    sys.stdout.write(f"{options.out}: {sum(1 for _ in _all(found))} components\n")


if __name__ == "__main__":
    main()
