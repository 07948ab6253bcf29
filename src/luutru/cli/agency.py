"""`luutru agency`: the agency's names in time, and its fonds."""

from argparse import ArgumentParser, Namespace
from dataclasses import replace

from luutru.cli.assignments import assignment
from luutru.cli.command import DONE
from luutru.cli.opening import opened
from luutru.cli.terminal import Terminal
from luutru.cli.wording import day_named, plain_day
from luutru.errors import NotInList, UnknownField
from luutru.i18n import translate
from luutru.services.administration.agency import (
    AgencyName,
    FondsTold,
    agency_names,
    all_fonds,
    correct_agency,
    current_name,
    put_fonds,
    rename_agency,
)
from luutru.services.archive import Archive

_NAME_FIELDS = ("name", "abbreviation", "parent_name", "place", "head_title")
_FONDS_TEXTS = ("fonds_code", "name", "archive_code", "history")
_FONDS_FIELDS = (*_FONDS_TEXTS, "open")


def configure(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "what",
        choices=("list", "rename", "correct", "fonds"),
        nargs="?",
        default="list",
        help=translate(
            "rename: a new name from a day on; correct: the name of today; fonds: add or correct"
        ),
    )
    parser.add_argument(
        "changes",
        type=assignment,
        nargs="*",
        metavar="FIELD=VALUE",
        help=translate(
            "fields of the agency: {names}; of a fonds: {fonds}",
            names=", ".join(_NAME_FIELDS),
            fonds=", ".join(_FONDS_FIELDS),
        ),
    )
    parser.add_argument(
        "--from",
        dest="valid_from",
        type=day_named,
        metavar="DAY",
        help=translate("the first day of the new name"),
    )
    parser.add_argument(
        "--code",
        default="",
        metavar="CODE",
        help=translate("the fonds to correct, else a new one"),
    )


def run(options: Namespace, terminal: Terminal) -> int:
    """Do it; return the status for the shell."""
    changes = dict(options.changes)
    with opened(options) as archive:
        if options.what == "rename":
            now = current_name(archive) or AgencyName()
            _known(changes, _NAME_FIELDS)
            rename_agency(archive, replace(now, id=0, valid_from=options.valid_from, **changes))
        elif options.what == "correct":
            _known(changes, _NAME_FIELDS)
            correct_agency(archive, replace(current_name(archive) or AgencyName(), **changes))
        elif options.what == "fonds":
            _put_fonds(archive, options.code, changes)
        names, fonds = agency_names(archive), all_fonds(archive)
    if terminal.wants_json:
        terminal.document({"names": names, "fonds": fonds})
    else:
        _tell(terminal, names, fonds)
    return DONE


def _put_fonds(archive: Archive, code: str, changes: dict[str, str]) -> None:
    _known(changes, _FONDS_FIELDS)
    known = {one.fonds_code: one for one in all_fonds(archive)}
    if code and code not in known:
        raise NotInList(code, ", ".join(known))
    told = known[code] if code else FondsTold()
    is_open = changes.pop("open", "yes" if told.is_open else "no") == "yes"
    texts = {name: changes.get(name, getattr(told, name)) for name in _FONDS_TEXTS}
    put_fonds(archive, FondsTold(told.id, told.version, is_open=is_open, **texts))


def _known(changes: dict[str, str], names: tuple[str, ...]) -> None:
    for name in changes:
        if name not in names:
            raise UnknownField(name, ", ".join(names))


def _tell(terminal: Terminal, names: list[AgencyName], fonds: list[FondsTold]) -> None:
    terminal.table(
        [
            translate("Agency"),
            translate("Abbreviation"),
            translate("Place"),
            translate("Title of the head"),
            translate("Valid from"),
            translate("Valid until"),
        ],
        [
            (
                one.name,
                one.abbreviation,
                one.place,
                one.head_title,
                plain_day(one.valid_from),
                plain_day(one.valid_to),
            )
            for one in names
        ],
    )
    terminal.line("")
    terminal.table(
        [translate("Fonds"), translate("Name"), translate("Open"), translate("History")],
        [
            (
                one.fonds_code,
                one.name,
                translate("yes") if one.is_open else translate("no"),
                one.history,
            )
            for one in fonds
        ],
    )
