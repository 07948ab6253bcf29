"""`luutru batches`: what was brought together, and values that all of it has in common."""

from argparse import ArgumentParser, Namespace

from luutru.cli.assignments import take_assignments
from luutru.cli.command import DONE
from luutru.cli.opening import opened
from luutru.cli.terminal import Terminal, one_line
from luutru.cli.wording import label, moment
from luutru.i18n import translate
from luutru.services.archive import Archive
from luutru.services.batches import BatchChange, batches, preview_for_batch, set_for_batch


def configure(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "batch", nargs="?", type=int, metavar="ID", help=translate("the batch that is described")
    )
    take_assignments(parser, at_least_one=False)
    parser.add_argument(
        "--dry-run", action="store_true", help=translate("only show what would change")
    )
    parser.add_argument(
        "--replace", action="store_true", help=translate("replace other values that stand there")
    )


def run(options: Namespace, terminal: Terminal) -> int:
    """Do it; return the status for the shell."""
    with opened(options) as archive:
        if options.batch is None:
            _list(archive, terminal)
        else:
            act = preview_for_batch if options.dry_run else set_for_batch
            told = act(archive, options.batch, options.changes, replace=options.replace)
            _tell(terminal, told, replaced=options.replace)
    return DONE


def _list(archive: Archive, terminal: Terminal) -> None:
    found = batches(archive)
    if terminal.wants_json:
        terminal.document({"batches": found})
        return
    terminal.table(
        [
            "",
            translate("Brought as"),
            translate("Name"),
            translate("Documents"),
            translate("To be reviewed"),
            translate("When"),
            translate("Who"),
        ],
        [
            (
                str(one.id),
                label("way", one.way),
                one_line(one.label),
                str(one.documents),
                str(one.waiting),
                moment(one.at),
                one_line(one.person),
            )
            for one in found
        ],
    )


def _tell(terminal: Terminal, told: tuple[BatchChange, ...], *, replaced: bool) -> None:
    if terminal.wants_json:
        terminal.document({"changes": told})
        return
    for change in told:
        before, after = (one_line(value) or "–" for value in (change.before, change.after))
        line = f"{change.reference} {change.field}: {before} → {after}"
        kept = translate("kept as it stands") if change.differs and not replaced else ""
        terminal.line(f"{line}  ({kept})" if kept else line)
    if not told:
        terminal.remark(translate("Nothing changed: these values stand there already."))
