"""What a run of reading and indexing came to, in a sentence or two."""

from luutru.cli.terminal import Terminal
from luutru.i18n import translate, translate_count
from luutru.services.indexing import IndexingReport


def tell_reading(terminal: Terminal, report: IndexingReport) -> None:
    """Say how many pages were read, how surely, and what failed."""
    if report.pages:
        terminal.remark(
            translate_count(
                "{count} page read in {seconds} s.",
                "{count} pages read in {seconds} s.",
                report.pages,
                seconds=round(report.seconds),
            )
        )
    if report.mean_confidence is not None:
        sure = round(report.mean_confidence)
        terminal.remark(translate("Mean confidence: {percent} %.", percent=sure))
    if report.failed_pages:
        failed = translate_count(
            "{count} page could not be read: see “luutru retry list”.",
            "{count} pages could not be read: see “luutru retry list”.",
            report.failed_pages,
        )
        terminal.remark(failed)
