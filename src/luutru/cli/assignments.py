"""Reads `FIELD=VALUE`, `FIELD+=VALUE` and `FIELD-=VALUE`, and explains which fields there are."""

import re
from argparse import ArgumentParser, ArgumentTypeError, RawDescriptionHelpFormatter
from typing import Final

from luutru.i18n import translate
from luutru.records.fields import FIELDS, LIST_FIELDS

_ASSIGNMENT: Final = re.compile(r"([\w.]+[+-]?)=(.*)", re.DOTALL)
_NAME_WIDTH: Final = max(len(name) for name in [*LIST_FIELDS, *(field.name for field in FIELDS)])


def assignment(text: str) -> tuple[str, str]:
    """Split one assignment into the field, its sign kept, and the value.

    Raises:
        ArgumentTypeError: It is none.
    """
    found = _ASSIGNMENT.fullmatch(text)
    if found is None:
        raise ArgumentTypeError(translate("“{text}” is not FIELD=VALUE", text=text))
    return found.group(1), found.group(2)


def take_assignments(parser: ArgumentParser, *, at_least_one: bool) -> None:
    """Let a command take assignments, and list the fields in its help."""
    parser.add_argument(
        "changes",
        type=assignment,
        nargs="+" if at_least_one else "*",
        metavar="FIELD=VALUE",
        help=translate("+= adds to a field of several entries, -= takes away"),
    )
    parser.formatter_class = RawDescriptionHelpFormatter
    parser.epilog = _explained_fields()


def _explained_fields() -> str:
    named = [(field.name, field.label) for field in FIELDS] + list(LIST_FIELDS.items())
    lines = [f"  {name:{_NAME_WIDTH}}  {translate(label)}" for name, label in named]
    heading = translate("Fields (“không nêu” where the document does not say):")
    return "\n".join([heading, *lines])
