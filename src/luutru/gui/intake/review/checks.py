"""What else a person should know of a document under review, asked of the archive in one go."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from luutru.i18n import mark, translate
from luutru.services.arrivals import Joining
from luutru.services.scan_quality import ScanFinding, findings
from luutru.services.sort_proposals import SortProposal, proposed_sorts
from luutru.services.twins import Twin, twins_of

if TYPE_CHECKING:
    from luutru.services.archive import Archive


@dataclass(frozen=True)
class Checks:
    """What a document may be, its twins, and what is wanting in its scan."""

    sorts: tuple[SortProposal, ...] = ()
    twins: tuple[Twin, ...] = ()
    findings: tuple[ScanFinding, ...] = ()


def checks_of(archive: "Archive", reference: str) -> Checks:
    """Ask all of it.

    Raises:
        UnknownReference: Nothing is called so.
    """
    return Checks(
        proposed_sorts(archive, reference),
        twins_of(archive, reference),
        tuple(found for found in findings(archive, reference) if not found.accepted),
    )


NAMES: Final = {
    Joining.NEW: mark("A new agreement"),
    Joining.ANNEX_OF: mark("An annex"),
    Joining.LANGUAGE_OF: mark("A version in another language"),
    Joining.EXTENDS: mark("An extension"),
    Joining.AMENDS: mark("An amendment"),
    Joining.EVIDENCE_OF: mark("Evidence"),
    Joining.RESCAN_OF: mark("Another scan of the same paper"),
    Joining.TEXT_OF: mark("The text of an agreement recorded without a scan"),
}
"""What a file may be."""

OWN: Final = (Joining.NEW, Joining.EXTENDS, Joining.AMENDS)
"""What has a description of its own, to be reviewed at once."""


def joining_words(joining: Joining, reference: str) -> str:
    """Return what a file is to the agreement or document of a reference, in a few words."""
    name = translate(NAMES[joining])
    return f"{name}: {reference}" if reference else name
