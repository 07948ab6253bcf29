"""`luutru duplicates`: documents that seem to be kept twice, as pairs or side by side."""

from argparse import ArgumentParser, Namespace

from luutru.cli.command import DONE, WRONG_USAGE
from luutru.cli.opening import opened
from luutru.cli.terminal import Terminal
from luutru.i18n import translate, translate_count
from luutru.services.apart import ask_again, tell_apart
from luutru.services.archive import Archive
from luutru.services.duplicates import all_near_duplicates
from luutru.services.twins import Twin, twins_of


def configure(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "reference",
        nargs="?",
        metavar="REF",
        help=translate("what may be the same as this one, side by side; default: all pairs"),
    )
    parser.add_argument(
        "--apart", metavar="OTHER", help=translate("note that REF and OTHER are different papers")
    )
    parser.add_argument(
        "--again", metavar="OTHER", help=translate("compare REF and OTHER again after all")
    )
    parser.add_argument("--reason", default="", metavar="TEXT", help=translate("why"))


def run(options: Namespace, terminal: Terminal) -> int:
    """Do it; return the status for the shell."""
    if (options.apart or options.again) and not options.reference:
        terminal.complain(translate("Say of which document: luutru duplicates REF …"))
        return WRONG_USAGE
    with opened(options) as archive:
        if options.apart:
            tell_apart(archive, options.reference, options.apart, options.reason)
        if options.again:
            ask_again(archive, options.reference, options.again)
        if options.reference:
            _tell_twins(terminal, twins_of(archive, options.reference))
        else:
            _tell_pairs(terminal, archive)
    return DONE


def _tell_pairs(terminal: Terminal, archive: Archive) -> None:
    with terminal.progress() as progress:
        pairs = all_near_duplicates(archive, progress)
    if terminal.wants_json:
        told = [
            {"reference": first, "near_duplicate": second, "text_share": share}
            for first, second, share in pairs
        ]
        terminal.document({"near_duplicates": told})
        return
    if pairs:
        terminal.table(
            [translate("Reference"), translate("Much alike"), translate("Same words")],
            [(first, second, f"{int(100 * share)} %") for first, second, share in pairs],
        )
    terminal.remark(
        translate_count(
            "{count} pair seems to be the same paper; “luutru show REF” tells why.",
            "{count} pairs seem to be the same paper; “luutru show REF” tells why.",
            len(pairs),
        )
    )


def _tell_twins(terminal: Terminal, twins: tuple[Twin, ...]) -> None:
    if terminal.wants_json:
        terminal.document({"twins": [_told(twin) for twin in twins]})
    elif not twins:
        terminal.remark(translate("Nothing seems to be the same."))
    else:
        terminal.pairs((f"{twin.of} ~ {twin.reference}", _why(twin)) for twin in twins)


def _why(twin: Twin) -> str:
    lines = [twin.title, twin.why]
    if twin.pages:
        pairs = ", ".join(f"{ours}–{theirs}" for ours, theirs in twin.pages)
        lines.append(translate("Pages alike: {pairs}", pairs=pairs))
    if any(twin.differs):
        ours, theirs = twin.differs
        lines.append(translate("Here it says “{ours}”, there “{theirs}”", ours=ours, theirs=theirs))
    return "\n".join(lines)


def _told(twin: Twin) -> dict[str, object]:
    names = [name for name in Twin.__slots__ if name not in ("of_id", "document_id")]
    return {name: getattr(twin, name) for name in names}
