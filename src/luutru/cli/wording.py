"""How codes, days and sizes are written on a terminal."""

from argparse import ArgumentParser, ArgumentTypeError
from datetime import date, datetime
from typing import Final

from luutru.i18n import translate
from luutru.records.code_lists import code_list
from luutru.records.document import Part
from luutru.services.rows import AgreementRow
from luutru.vietnamese.dates import read_day, short

_UNITS: Final = ("B", "KB", "MB", "GB", "TB")


def label(list_name: str, code: str) -> str:
    """Return what `code` is called in the reader's language; nothing for no code."""
    return code_list(list_name).label(code) if code else ""


def day(edtf: str) -> str:
    """Write a recorded day as in tables: 07/12/2023."""
    return short(edtf) if edtf else ""


def plain_day(value: date | None) -> str:
    """Write a calendar day as in tables; nothing for none."""
    return value.strftime("%d/%m/%Y") if value else ""


def day_named(text: str) -> date:
    """Return the day that somebody typed, such as 1/3/2025 or 2025-03-01.

    Raises:
        ArgumentTypeError: It is no single day.
    """
    try:
        return date.fromisoformat(read_day(text) or "")
    except ValueError:
        told = translate("“{text}” is no day such as 01/03/2025", text=text)
        raise ArgumentTypeError(told) from None


def moment(at: datetime) -> str:
    """Write a moment in the time zone of the computer."""
    return at.astimezone().strftime("%d/%m/%Y %H:%M:%S")


def size(count: int) -> str:
    """Write a number of bytes in the unit that suits it."""
    power = min((len(str(count)) - 1) // 3, len(_UNITS) - 1)
    return f"{count / 1000**power:.{1 if power else 0}f} {_UNITS[power]}"


def part_named(text: str) -> Part:
    """Return the part of an agreement that is called so at the terminal: `annex`, `annex-of`.

    Raises:
        ArgumentTypeError: None is.
    """
    name = Part.MAIN if text == "new" else text.removesuffix("-of")
    try:
        return Part(name)
    except ValueError:
        told = translate("use one of: {codes}", codes=", ".join(Part))
        raise ArgumentTypeError(told) from None


def ask_for_part(parser: ArgumentParser, meaning: str) -> None:
    """Take `--as`, whose `meaning` is told, and `--to`: what documents are, and of what."""
    parser.add_argument(
        "--as",
        dest="part",
        type=part_named,
        default=Part.MAIN,
        metavar="|".join(Part),
        help=meaning,
    )
    parser.add_argument(
        "--to", metavar="REF", default="", help=translate("the agreement they belong to")
    )


def agreement(row: AgreementRow) -> dict[str, object]:
    """Return a row as `--json` tells it: codes and recorded days, no internal identifier."""
    told = {name: getattr(row, name) for name in AgreementRow.__slots__}
    del told["id"]
    return told
