"""The rows of the queue: plain data made from what the archive and this session know."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from luutru import errors
from luutru.errors import LuutruError
from luutru.gui import formats
from luutru.gui.intake.stages import Stage
from luutru.i18n import mark, translate, translate_count

if TYPE_CHECKING:
    from luutru.services.accession import Receipt, Rejection
    from luutru.services.door import HeldDocument
    from luutru.services.retries import Failure
    from luutru.services.standings import Standing

REFUSED: Final = "refused"
"""The problem of a file that never became a document."""


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One file: what it is, where it stands, what is the matter with it."""

    key: str
    name: str
    stage: Stage
    detail: str = ""
    """Second line under the name."""
    reason: str = ""
    """What is the matter, in a sentence; shown in place of the progress."""
    remark: str = ""
    """What is to be noted of the scan, in a line."""
    pages: int = 0
    pages_read: int = 0
    confidence: float | None = None
    document_id: int | None = None
    agreement: str = ""
    """Reference of the agreement it can be opened with; empty where there is none."""
    path: Path | None = None
    """The file, where it can be brought again."""
    failures: tuple[int, ...] = field(default=())
    """Entries of the retry list that concern it."""
    reference: str = ""
    """Of the document; empty where the file is none yet."""
    batch: int | None = None
    """The batch that it was brought with."""


def pending_row(path: Path) -> QueueRow:
    """Return the row of a file or folder that nobody has looked at yet."""
    return QueueRow(f"path:{path}", path.name, Stage.WAITING, detail=str(path.parent), path=path)


def stopped_row(path: Path, reason: str) -> QueueRow:
    """Return the row of a file whose turn never came."""
    return QueueRow(
        f"path:{path}", path.name, Stage.STOPPED, str(path.parent), reason=reason, path=path
    )


def received_row(receipt: "Receipt") -> QueueRow:
    """Return the row of a file just acknowledged, until the archive tells more of it."""
    return QueueRow(
        key=f"path:{receipt.path}",
        name=receipt.path.name,
        stage=Stage.RECEIVED,
        detail=receipt.reference,
        agreement=receipt.agreement_reference,
        path=receipt.path,
    )


def known_row(receipt: "Receipt") -> QueueRow:
    """Return the row of a file whose bytes the archive keeps already."""
    return QueueRow(
        key=f"path:{receipt.path}",
        name=receipt.path.name,
        stage=Stage.KNOWN,
        detail=str(receipt.path.parent),
        reason=translate("The archive keeps it as {reference}.", reference=receipt.reference),
        agreement=receipt.agreement_reference,
        path=receipt.path,
    )


def refused_row(rejection: "Rejection") -> QueueRow:
    """Return the row of a file that cannot be taken in."""
    return QueueRow(
        key=f"path:{rejection.path}",
        name=rejection.path.name,
        stage=Stage.REFUSED,
        detail=str(rejection.path.parent),
        reason=str(rejection.error),
        path=rejection.path,
    )


def refused_before_row(failure: "Failure") -> QueueRow:
    """Return the row of a file that was refused in an earlier session."""
    return QueueRow(
        key=f"failure:{failure.id}",
        name=failure.filename,
        stage=Stage.REFUSED,
        detail=formats.moment_near(failure.last_at),
        reason=_refusal_words(failure),
        failures=(failure.id,),
    )


def document_row(
    standing: "Standing", failures: Mapping[str, tuple[int, ...]], reviews: Collection[str]
) -> QueueRow:
    """Return the row of a document that is kept; those called `reviews` wait for a person."""
    return QueueRow(
        key=f"document:{standing.document_id}",
        name=standing.filename or standing.reference,
        stage=_stage(standing, reviews),
        detail=_detail(standing),
        reason=_reason(standing),
        pages=standing.pages or 0,
        pages_read=standing.pages_read,
        confidence=standing.confidence,
        document_id=standing.document_id,
        agreement=standing.agreement_reference,
        failures=failures.get(standing.reference, ()),
        reference=standing.reference,
        batch=standing.batch_id,
    )


def held_row(held: "HeldDocument") -> QueueRow:
    """Return the row of a document at the door: nothing in it tells what the document says."""
    return QueueRow(
        key=f"held:{held.reference}",
        name=held.reference,
        stage=Stage.HELD,
        detail=translate("since {moment}", moment=formats.moment_near(held.held_at)),
        reason=translate(
            "Marked {secrecy} on page {page}; somebody has to let it in.",
            secrecy=_label("secrecy", held.mark),
            page=held.page,
        ),
        reference=held.reference,
    )


def _label(name: str, code: str) -> str:
    from luutru.records.code_lists import code_list  # noqa: PLC0415  the window starts without

    return code_list(name).label(code)


def _stage(standing: "Standing", reviews: Collection[str]) -> Stage:
    if standing.problem:
        return Stage.UNREAD
    if not standing.pages_read:
        return Stage.RECEIVED
    if standing.pages_read < (standing.pages or 0) or not standing.is_indexed:
        return Stage.READING
    if standing.pages_failed:
        return Stage.UNREAD
    return Stage.REVIEW if standing.reference in reviews else Stage.DONE


def _detail(standing: "Standing") -> str:
    parts = [standing.reference]
    if standing.pages:
        parts.append(translate_count("{count} page", "{count} pages", standing.pages))
    parts.append(formats.moment_near(standing.taken_in_at))
    return " · ".join(parts)


def _reason(standing: "Standing") -> str:
    if standing.problem:
        return _label("problem", standing.problem)
    if standing.pages_failed:
        return translate_count(
            "{count} page could not be read", "{count} pages could not be read",
            standing.pages_failed,
        )  # fmt: skip
    if standing.pages_to_look_at:
        return translate_count(
            "{count} page needs a look", "{count} pages need a look", standing.pages_to_look_at
        )
    return ""


_UNKNOWN_REFUSAL: Final = mark("{filename} could not be taken in.")


def _refusal_words(failure: "Failure") -> str:
    kind = getattr(errors, failure.detail, None)
    title = _UNKNOWN_REFUSAL
    if isinstance(kind, type) and issubclass(kind, LuutruError) and "{reason}" not in kind.title:
        title = kind.title
    return translate(title, filename=failure.filename)


def by_reference(failures: "Sequence[Failure]") -> dict[str, tuple[int, ...]]:
    """Return the entries of the retry list of each document."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for failure in failures:
        found[failure.reference].append(failure.id)
    return {reference: tuple(entries) for reference, entries in found.items()}
