"""What a run of reading and indexing came to, in a sentence or two."""

from luutru.cli.terminal import Terminal
from luutru.i18n import translate, translate_count
from luutru.services.indexing import IndexingReport


def tell_reading(terminal: Terminal, report: IndexingReport) -> None:
    """Say how many pages were read, how surely, and what failed."""
    if report.pages:
        read = translate_count("{count} page read", "{count} pages read", report.pages)
        taken = translate("in {seconds:.0f} s", seconds=report.seconds)
        terminal.remark(f"{read} {taken}.")
    if report.mean_confidence is not None:
        terminal.remark(
            translate("Mean confidence: {percent:.0f} %.", percent=report.mean_confidence)
        )
    if report.failed_pages:
        failed = translate_count(
            "{count} page could not be read: see “luutru retry list”.",
            "{count} pages could not be read: see “luutru retry list”.",
            report.failed_pages,
        )
        terminal.remark(failed)
