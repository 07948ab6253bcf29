"""Writes a brief as a file, whole or not at all, and enters that in the log."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from luutru.errors import FormUnknown
from luutru.holdings.disk import replacing, shown, stays
from luutru.services import custody
from luutru.services.archive import Archive
from luutru.services.briefs.gathering import Brief
from luutru.services.briefs.paper import Paper, paper_of

FORMS: Final = ("pdf", "docx")


def export_brief(archive: Archive, brief: Brief, path: Path) -> None:
    """Write a brief to `path` and note in the custody log that it left the archive.

    Raises:
        FormUnknown: The name ends neither in `.pdf` nor in `.docx`.
        DiskFull, DiskTrouble: It could not be written.
    """
    paper = paper_of(brief, archive.settings.name)
    detail = {"count": brief.agreements, "form": path.suffix.lower()[1:], "asked": paper.title}

    def enter() -> None:
        with archive.catalogue.write() as session:
            custody.record(session, archive.person, "list_exported", detail=detail)

    write_paper(paper, path, enter)


def write_paper(paper: Paper, path: Path, leaving: Callable[[], object] = stays) -> None:
    """Write a brief that is in words already, such as one to be printed.

    Raises:
        FormUnknown: The name ends neither in `.pdf` nor in `.docx`.
        DiskFull, DiskTrouble: It could not be written.
    """
    form = path.suffix.lower().removeprefix(".")
    if form not in FORMS:
        raise FormUnknown(shown(path), ", ".join(f".{one}" for one in FORMS))
    with replacing(path, leaving) as part:
        # both libraries cost half a second, which only who writes such a file should wait
        if form == "pdf":
            from luutru.services.briefs.pdf_pages import write_pdf  # noqa: PLC0415

            write_pdf(paper, part)
        else:
            from luutru.services.briefs.docx_pages import write_docx  # noqa: PLC0415

            write_docx(paper, part)
