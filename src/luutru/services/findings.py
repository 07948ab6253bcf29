"""What a verification may find: which rule failed, what was found, and what to do about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from luutru.i18n import mark, translate


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it was taken in."""

    rule: str
    """The invariant that failed, such as `I2`."""
    what: str
    """What was found, for people, in their language."""
    reference: str = ""
    kind: str = ""
    """What is wrong, as a name: `original_missing`, `stranger` …"""
    advice: str = ""
    """What to do next, in the language of the reader."""
    facts: Mapping[str, str] = field(default_factory=dict)
    """What the sentence names besides the reference."""

    @property
    def file(self) -> str:
        """What the file is called that a backup may have whole; empty where it is none."""
        return self.facts.get("path", "") if self.kind in _ON_MEDIA else ""


@dataclass(frozen=True, slots=True)
class _Kind:
    rule: str
    what: str
    advice: str


_RESTORE: Final = mark(
    "Do not touch the file. Put it back from a backup (“luutru mend”): only the same bytes are "
    "taken. Else ask its sender."
)
_REMAKE: Final = mark("Run “Put right”: derivatives are made again from their originals.")
_LOOK: Final = mark(
    "Somebody changed the log past the program. Keep this copy of the archive as evidence, and "
    "compare it with the last printed head of the log."
)
_PAST_US: Final = mark(
    "Somebody changed the database past the program, or the disk did. Keep this copy of the "
    "archive as evidence, compare the record with a backup, and enter in the log what was found."
)
_OLDER: Final = mark(
    "An older database was put back, or the end of the log was cut off. Keep this copy as "
    "evidence, and look for the newest backup."
)
_LOOK_REGISTER: Final = mark(
    "Somebody changed the register past the program. Keep this copy of the archive as evidence, "
    "and compare it with the heads printed on sheets and statements."
)
_REISSUE: Final = mark(
    "Put it back from a backup (“luutru mend”), or get it from its recipient; its SHA-256 stands "
    "in the register."
)
_KINDS: Final = {
    "original_missing": _Kind("I2", mark("The original of {reference} is missing ({path})."),
                              _RESTORE),
    "original_changed": _Kind("I2", mark("The original of {reference} has changed ({path})."),
                              _RESTORE),
    "derivative_missing": _Kind("I2", mark("A derivative of {reference} is missing ({path})."),
                                _REMAKE),
    "derivative_changed": _Kind(
        "I2", mark("A derivative of {reference} has changed ({path})."),
        mark("Delete the derivative and run “Put right”: it is made again from its original.")),
    "stranger": _Kind(
        "I1", mark("A file in the strongroom has no record ({path})."),
        mark("Run “Put right”: the file is set aside in quarantine, where people decide.")),
    "engine": _Kind(
        "I4", mark("The database reports: {told}"),
        mark("Close the archive, copy its folder to a sound disk, and restore from a backup.")),
    "log_changed": _Kind("I5", mark("The custody log has been changed at entry {seq}."), _LOOK),
    "taken_in_count": _Kind(
        "I5", mark("The custody log tells {count} times that {reference} was taken in."), _LOOK),
    "number_unused": _Kind(
        "I9", mark("Nothing carries the reference {number}."),
        mark("Look into the log for what became of this number.")),
    "register_changed": _Kind(
        "I9", mark("Line {seq} of the register of copies was changed."), _LOOK_REGISTER),
    "copy_no_line": _Kind(
        "I9", mark("Number {number} of {year} was given for a copy and has no line."),
        _LOOK_REGISTER),
    "copy_no_outcome": _Kind(
        "I9", mark("Number {number} of {year} was taken for a copy and has no outcome."),
        mark("Run “Put right”: the number is entered as void, with the reason.")),
    "copy_beyond": _Kind(
        "I9", mark("Number {number} of {year} has a line and was never given for a copy."),
        _LOOK_REGISTER),
    "copies_reopened": _Kind(
        "I9", mark("Whether the register of copies of {year} is closed was changed."),
        _LOOK_REGISTER),
    "copy_after_close": _Kind(
        "I9", mark("Number {number} was taken after the register of {year} was closed."),
        _LOOK_REGISTER),
    "copies_cut": _Kind(
        "I9", mark("No line of the register of copies has the head {head}: lines were lost."),
        _LOOK_REGISTER),
    "copy_missing": _Kind(
        "I2", mark("The copy {symbol} is not kept any more ({path})."), _REISSUE),
    "copy_changed": _Kind(
        "I2", mark("The copy {symbol} is not as it was issued ({path})."), _REISSUE),
    "row_changed": _Kind(
        "I4", mark("A record was changed past the program: {what}, no. {key} (last sealed by "
                   "entry {seq})."), _PAST_US),
    "row_added": _Kind(
        "I4", mark("A record was added past the program: {what}, no. {key}."), _PAST_US),
    "row_removed": _Kind(
        "I4", mark("A record was removed past the program: {what}, no. {key} (last sealed by "
                   "entry {seq})."), _PAST_US),
    "rows_more": _Kind(
        "I4", mark("{count} more records differ from their seals: {what}."), _PAST_US),
    "table_changed": _Kind(
        "I4", mark("The definition of a table, an index or a trigger was changed ({key})."),
        _PAST_US),
    "seals_changed": _Kind(
        "I4", mark("The seals that entry {seq} of the log binds have been changed."), _PAST_US),
    "seals_missing": _Kind(
        "I4", mark("The seals that entry {seq} of the log binds are missing."), _PAST_US),
    "pages_changed": _Kind(
        "I4", mark("The file of the database changed while the archive was closed."), _PAST_US),
    "head_lost": _Kind(
        "I5", mark("The log does not have entry {seq} with the head {head}, which was seen here "
                   "on {seen}."), _OLDER),
    "anchor_lost": _Kind("I5", mark("No chain has the head {head}."), _OLDER),
    "record_gone": _Kind(
        "I11", mark("The log tells that {reference} was taken in (SHA-256 {sha256}), and it is "
                    "not recorded any more."), _OLDER),
    "kept_twice": _Kind(
        "I7", mark("The same bytes are recorded {count} times (SHA-256 {sha256})."), _PAST_US),
    "number_beyond": _Kind(
        "I9", mark("The reference {number} was never given."), _PAST_US),
    "index_differs": _Kind(
        "I6", mark("The search index of this workstation does not hold what the catalogue says."),
        mark("Build the index anew (“luutru reindex”); nothing is lost.")),
    "clock_jumped": _Kind(
        "I5", mark("The clock went backwards at entry {seq} of the log, and nobody was told."),
        _LOOK),
    "clock_back": _Kind(
        "I5", mark("The clock of this computer stands before the last entry."),
        mark("Set the clock of the computer right before anything else is recorded.")),
}  # fmt: skip
MISSING: Final = frozenset({"original_missing", "derivative_missing"})
CHANGED: Final = frozenset({"original_changed", "derivative_changed"})
_ON_MEDIA: Final = MISSING | CHANGED | {"copy_missing", "copy_changed"}
ORIGINALS: Final = frozenset({"original_missing", "original_changed"})
_NUMBERED: Final = frozenset({"number_unused", "number_beyond"})
"""What names a reference by its number."""


def finding(kind: str, reference: str = "", **facts: str) -> Finding:
    """Put a finding into words."""
    known = _KINDS[kind]
    return Finding(
        rule=known.rule,
        what=translate(known.what, reference=reference, **facts),
        reference=reference,
        kind=kind,
        advice=translate(known.advice),
        facts=facts,
    )


def unnamed(found: Finding) -> Finding:
    """Return a finding without the reference that it names: by the checksum of the file alone."""
    facts = dict(found.facts)
    if found.kind in _NUMBERED:
        facts["number"] = translate("(not yours to see)")
    if not found.reference:
        return finding(found.kind, **facts)
    sha256 = "" if "path" in facts else facts.get("sha256", "")
    words = (
        translate("a document that you may not see (SHA-256 {sha256})", sha256=sha256)
        if sha256
        else translate("a document that you may not see")
    )
    return replace(finding(found.kind, words, **facts), reference="")


def kept(found: Finding) -> list[object]:
    """Return a finding as the log keeps it: without words, to be told in any language."""
    return [found.kind, found.reference, dict(found.facts)]


def told_again(kept_finding: object) -> Finding | None:
    """Put a finding that the log kept into words; None where a later version wrote it."""
    match kept_finding:
        case [str(kind), str(reference), dict(facts)] if kind in _KINDS:
            return finding(kind, reference, **{str(k): str(v) for k, v in facts.items()})
    return None
