"""`luutru verify`: is all still what was taken in?"""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from luutru.cli.command import DAMAGED, DONE
from luutru.cli.opening import opened
from luutru.cli.terminal import Terminal
from luutru.errors import FormUnknown
from luutru.i18n import translate, translate_count
from luutru.services.administration.reports import UNSEEN, checked_words, write_verdict
from luutru.services.archive import Archive
from luutru.services.inspecting import Verdict, verify
from luutru.services.inspection.files import stopped_run


def configure(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "--full", action="store_true", help=translate("read every original and compare its SHA-256")
    )
    parser.add_argument(
        "--anew",
        action="store_true",
        help=translate("begin with the first file, though a comparison was stopped before"),
    )
    parser.add_argument(
        "--anchor",
        action="append",
        default=[],
        metavar="HEAD",
        help=translate("a head of the log or the register that was printed or kept elsewhere"),
    )
    parser.add_argument(
        "--pdf", type=Path, metavar="FILE", help=translate("write a report to print too")
    )
    parser.add_argument(
        "--out",
        type=Path,
        metavar="FILE",
        help=translate("write a report too: .pdf, .docx, .xlsx, .csv or .json"),
    )


def run(options: Namespace, terminal: Terminal) -> int:
    """Do it; return the status for the shell."""
    if options.pdf is not None and options.pdf.suffix.lower() != ".pdf":
        raise FormUnknown(options.pdf.name, ".pdf")
    with opened(options) as archive, terminal.progress() as progress:
        _tell_going_on(archive, terminal, options)
        verdict = verify(
            archive,
            full=options.full,
            anchors=options.anchor,
            anew=options.anew,
            progress=progress,
        )
        for path in filter(None, (options.out, options.pdf)):
            write_verdict(archive, verdict, path)
    if terminal.wants_json:
        terminal.document({"sound": verdict.is_sound, "verdict": verdict})
    else:
        _tell(terminal, verdict)
    return DONE if verdict.is_sound else DAMAGED


def _tell_going_on(archive: Archive, terminal: Terminal, options: Namespace) -> None:
    began = stopped_run(archive) if options.full and not options.anew else None
    if began is not None:
        moment = began.astimezone().strftime("%d/%m/%Y %H:%M")
        terminal.remark(translate("The comparison that began on {moment} goes on.", moment=moment))


def _tell(terminal: Terminal, verdict: Verdict) -> None:
    for checked in verdict.checks:
        terminal.line(f"{checked.rules:<11}  {checked.what}: {checked_words(checked)}")
    terminal.line(translate(UNSEEN))
    for finding in verdict.findings:
        terminal.line(f"{finding.rule}  {finding.what}")
        terminal.line(f"    {finding.advice}")
    terminal.line(
        translate_count(
            "{count} original and {made} derivatives checked, {hashed} files by SHA-256; "
            "{entries} entries of the log.",
            "{count} originals and {made} derivatives checked, {hashed} files by SHA-256; "
            "{entries} entries of the log.",
            verdict.originals,
            made=verdict.derivatives,
            hashed=verdict.hashed,
            entries=verdict.custody_entries,
        )
    )
    if verdict.is_sound:
        terminal.line(translate("All is as it was taken in."))
    else:
        terminal.complain(
            translate_count(
                "{count} finding: issue no copies, and look at the evidence before anything else.",
                "{count} findings: issue no copies, and look at the evidence before anything else.",
                len(verdict.findings),
            )
        )
    _remark(terminal, verdict)


def _remark(terminal: Terminal, verdict: Verdict) -> None:
    """Tell what is no finding and should be known all the same."""
    if verdict.in_quarantine:
        terminal.remark(
            translate_count(
                "{count} file lies in quarantine.",
                "{count} files lie in quarantine.",
                verdict.in_quarantine,
            )
        )
    if verdict.waiting:
        terminal.remark(
            translate_count(
                "{count} change waits for the index.",
                "{count} changes wait for the index.",
                verdict.waiting,
            )
        )
