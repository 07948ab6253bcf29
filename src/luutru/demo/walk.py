"""The walk through a sample archive: draw, take in, describe, plan, read, search, copy, look.

Everything is done by the services that an archivist uses; nothing is prepared in secret.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

from typing_extensions import override

from luutru.cli.command import DONE
from luutru.cli.terminal import Terminal
from luutru.demo.account import Account, tell
from luutru.demo.agreements import Sample, draw_samples
from luutru.demo.follow_up import issue_trial_copy, plan_follow_up
from luutru.demo.place import Place, prepared
from luutru.i18n import mark, translate
from luutru.progress import SILENT, Progress, tracked
from luutru.services.accession import Receipt, take_in_all
from luutru.services.archive import Archive, create_archive
from luutru.services.charter import Agency
from luutru.services.describe import describe
from luutru.services.indexing import bring_up_to_date
from luutru.services.milestones.rows import standing_counts
from luutru.services.review import accept_review
from luutru.services.search import Answer, search
from luutru.settings import FILE_NAME
from luutru.system import kind

SEARCHES: Final = ("Belarus", "halal", "tieu chuan hoa", "đánh giá sự phù hợp", "partner:INSO")
PERSON: Final = "Lưu trữ viên"
_AGENCY: Final = Agency(
    "Tổng cục Tiêu chuẩn Đo lường Chất lượng", "TĐC", "HÀ NỘI", "TỔNG CỤC TRƯỞNG"
)
_LEFT_TO_REVIEW: Final = 3
"""So many agreements are not reviewed, as on any working day."""
_JUST_IN: Final = 2
"""So many of them are not even described: they have only just come from the scanner."""
_DESCRIBING: Final = mark("Describing")
_COPIED: Final = "BelGISS"
"""In the file name of the agreement of which a copy is issued."""
_SEARCHING: Final = mark("Searching")
_COPYING: Final = mark("Issuing a copy")
_PICTURING: Final = mark("Picturing the window")


def run(folder: Path, *, terminal: Terminal) -> int:
    """Make a sample archive in `folder`, tell what it came to and open a window on it.

    Raises:
        FolderTaken: Something else than a former demonstration lies in `folder`.
        Trouble: The disk, or a missing recognition model, got in the way.
        Cancelled: It was stopped.
    """
    started = time.monotonic()
    surroundings = dict(os.environ)  # drawing the window tells Qt to do without a screen
    place = prepared(folder)
    with _progress(terminal) as progress:
        samples = draw_samples(place.scans, progress)
        archive = _created(place)
        try:
            known = _take_in_and_describe(archive, samples, progress)
            reading = bring_up_to_date(archive, progress)
            answers = tuple(
                _answer(archive, query) for query in tracked(SEARCHES, _SEARCHING, progress)
            )
            progress.report(0, 1, _COPYING)
            copy = issue_trial_copy(archive, _copied(known), place.copies)
            progress.report(1, 1, _COPYING)
            standings = standing_counts(archive)
        finally:
            archive.close()
        pictures = _pictures(place, terminal, progress)
    seconds = time.monotonic() - started
    told = Account(place, len(samples), reading, answers, standings, copy, tuple(pictures), seconds)
    tell(told, terminal)
    if _has_display() and not (terminal.wants_json or terminal.quiet):
        _open_window(place, surroundings)
    return DONE


def sample_archive(folder: Path, progress: Progress = SILENT) -> Path:
    """Return the sample archive in `folder`, made if it is not there; its pages wait to be read.

    Raises:
        FolderTaken: Something else than a former demonstration lies in `folder`.
        Trouble: The disk got in the way.
        Cancelled: It was stopped; nothing half made is left.
    """
    place = Place(folder.absolute())
    if (place.archive / FILE_NAME).is_file():
        return place.archive
    place = prepared(folder)
    try:
        samples = draw_samples(place.scans, progress)
        with closing(_created(place)) as archive:
            _take_in_and_describe(archive, samples, progress)
    except BaseException:
        prepared(folder)
        raise
    return place.archive


def _created(place: Place) -> Archive:
    return create_archive(
        place.archive,
        name=translate("Sample archive"),
        agency=_AGENCY,
        fonds_code="TDC",
        person=PERSON,
    )


def _take_in_and_describe(
    archive: Archive, samples: Sequence[Sample], progress: Progress
) -> list[Receipt]:
    """Return what was described, in the order of intake."""
    drawn = {sample.path: sample for sample in samples}
    receipts = [
        receipt
        for receipt in take_in_all(archive, [samples[0].path.parent], progress=progress)
        if isinstance(receipt, Receipt)
    ]
    known = receipts[:-_JUST_IN]
    for number, receipt in enumerate(tracked(known, _DESCRIBING, progress)):
        describe(archive, receipt.agreement_reference, drawn[receipt.path].facts)
        if number < len(receipts) - _LEFT_TO_REVIEW:
            accept_review(archive, receipt.agreement_reference)
    plan_follow_up(archive, {one.agreement_reference: drawn[one.path].plans for one in known})
    return known


def _copied(known: Sequence[Receipt]) -> str:
    return next(one.reference for one in known if _COPIED in one.path.name)


def _answer(archive: Archive, query: str) -> Answer:
    """Search; where only a field was asked for, add the page that names what was asked for."""
    answer = search(archive, query)
    best = answer.hits[0] if answer.hits else None
    if best is None or best.pages:
        return answer
    closer = search(archive, f"{query} {query.partition(':')[2]}", limit=1)
    pages = closer.hits[0].pages if closer.hits else ()
    return replace(answer, hits=(replace(best, pages=pages), *answer.hits[1:]))


def _pictures(place: Place, terminal: Terminal, progress: Progress) -> list[Path]:
    """Draw the window into files; without Qt's libraries there is no window to draw."""
    progress.report(0, 1, _PICTURING)
    try:
        from luutru.gui import screenshots  # noqa: PLC0415  Qt is loaded only to draw the window
    except ImportError as error:
        terminal.complain(translate("The window cannot be drawn here ({reason}).", reason=error))
        return []
    pictures = screenshots.render(place.archive, place.screenshots)
    progress.report(1, 1, _PICTURING)
    return list(pictures)


def _has_display() -> bool:
    named = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return bool(named) or not kind.is_linux()


def _open_window(place: Place, surroundings: Mapping[str, str]) -> None:
    """Open the window as a program of its own, so that the terminal is free again."""
    itself = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "luutru"]
    subprocess.Popen(  # noqa: S603  our own program
        [*itself, "--archive", str(place.archive)],
        env=surroundings,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


class _Lines(Progress):
    """Tells the name of each stage once, where no bar can be drawn."""

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal
        self._told: set[str] = set()

    @override
    def report(self, done: int, total: int, label: str) -> None:
        """Name the stage when it begins."""
        if label not in self._told:
            self._told.add(label)
            self._terminal.complain(f"{translate(label)} …")


@contextmanager
def _progress(terminal: Terminal) -> Iterator[Progress]:
    if terminal.quiet:
        yield SILENT
    elif sys.stderr.isatty():
        with terminal.progress() as bars:
            yield bars
    else:
        yield _Lines(terminal)
