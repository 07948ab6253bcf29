"""What is said of proposals: their values, their doubts, how sure the rules are."""

from collections.abc import Callable
from typing import Final

from luutru.errors import UnacceptableValue
from luutru.i18n import translate
from luutru.records.code_lists import code_list
from luutru.records.fields import BY_NAME
from luutru.services.propose import Doubt, Proposal
from luutru.services.values import read, shown

_BLUNT: Final = (Doubt.IMPOSSIBLE_DAY, Doubt.HANDWRITTEN_GAP, Doubt.MISREAD)
"""Doubts that need a decision; the others need a look."""


def value_words(name: str, typed: str) -> str:
    """Return a proposed value the way people read it."""
    field = BY_NAME.get(name)
    if field is None:
        parts = [part.strip() for part in typed.split(";")]
        if name.startswith("party.") and len(parts) > 2:  # noqa: PLR2004  name; short name; country
            parts[2] = code_list("country").label(parts[2])
        return " · ".join(filter(None, parts))
    try:
        return shown(field, read(field, typed))
    except UnacceptableValue:
        return typed


def doubt_words(proposal: Proposal) -> str:
    """Return why a person must look, as a sentence; empty where the figure alone says it."""
    said = _DOUBTS.get(proposal.doubt)
    return said(proposal) if said else ""


def doubt_state(proposal: Proposal) -> str:
    """Return the state in whose colours a doubtful proposal is shown."""
    return "overdue" if proposal.doubt in _BLUNT else "expiring"


def _misread(proposal: Proposal) -> str:
    name, *rest = [part.strip() for part in proposal.value.split(";")]
    meant = rest[0] if rest and rest[0] else name
    if not proposal.printed:
        return translate("Is it {name}?", name=meant)
    return translate("Is it {name}? The scan has “{text}”.", name=meant, text=proposal.printed)


def _impossible(proposal: Proposal) -> str:
    return translate("“{text}” is no day that exists; look at the paper.", text=proposal.printed)


def _gap(proposal: Proposal) -> str:
    if not proposal.printed:
        return translate("What was written here by hand could not be read.")
    return translate(
        "What was written here by hand could not be read: “{text}”.", text=proposal.printed
    )


def _several(_proposal: Proposal) -> str:
    return translate("There is more than one possibility; choose one.")


_DOUBTS: Final[dict[str, Callable[[Proposal], str]]] = {
    Doubt.MISREAD: _misread,
    Doubt.IMPOSSIBLE_DAY: _impossible,
    Doubt.HANDWRITTEN_GAP: _gap,
    Doubt.SEVERAL: _several,
}
