"""`luutru relate`: says what one agreement is to another, or takes that back."""

from argparse import ArgumentParser, Namespace

from luutru.cli.command import DONE
from luutru.cli.opening import opened
from luutru.cli.terminal import Terminal
from luutru.i18n import translate
from luutru.records.code_lists import code_list
from luutru.services.relations.relating import NewRelation, day_of, kind_of, relate, unrelate
from luutru.services.relations.telling import relation_words


def configure(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    kinds = code_list("relation")
    known = ", ".join(f"{code} ({kinds.label(code)})" for code in kinds.codes)
    parser.add_argument("reference", metavar="REF", help=translate("such as 2026-0001"))
    parser.add_argument(
        "kind", metavar="KIND", help=translate("what it does: {kinds}", kinds=known)
    )
    parser.add_argument("other", metavar="REF", help=translate("to which agreement"))
    parser.add_argument("--on", metavar="DAY", default="", help=translate("from when"))
    parser.add_argument("--clause", metavar="TEXT", default="", help=translate("where it is said"))
    parser.add_argument("--reason", metavar="TEXT", default="", help=translate("for the log"))
    parser.add_argument("--remove", action="store_true", help=translate("take the relation away"))


def run(options: Namespace, terminal: Terminal) -> int:
    """Do it; return the status for the shell."""
    kind, day = kind_of(options.kind), day_of(options.on)
    own, other = options.reference, options.other
    with opened(options) as archive:
        if options.remove:
            unrelate(archive, own, kind, other, reason=options.reason)
        else:
            wanted = NewRelation(kind, other, day, options.clause, options.reason)
            relate(archive, own, wanted)
    if terminal.wants_json:
        terminal.document(
            {
                "reference": own,
                "kind": kind,
                "other": other,
                "effective_on": day.isoformat() if day else "",
                "clause": options.clause,
                "removed": options.remove,
            }
        )
        return DONE
    told = {"one": own, "relation": relation_words(kind, outgoing=True), "other": other}
    if options.remove:
        terminal.remark(translate("Taken away: {one} – {relation} – {other}.", **told))
    else:
        terminal.remark(translate("Recorded: {one} – {relation} – {other}.", **told))
    return DONE
