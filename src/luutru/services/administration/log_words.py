"""Says in words what an entry of the custody log tells: what stood there before, and what now."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from luutru.i18n import mark, translate, translate_count
from luutru.records.code_lists import code_list, list_names
from luutru.records.custody import SEALING
from luutru.services.administration.log_labels import LABELS
from luutru.services.change_words import field_label, value_words
from luutru.services.custody import Entry
from luutru.services.findings import told_again
from luutru.vietnamese.dates import short


@dataclass(frozen=True, slots=True)
class LoggedChange:
    """One thing that an entry tells: what it is called, its value before (if any), and after."""

    label: str
    before: str
    after: str

    @property
    def in_words(self) -> str:
        """The change on one line."""
        told = f"{self.before} → {self.after}" if self.before else self.after
        return f"{self.label}: {told}" if self.label else told


_CODES: Final = {
    "joining": "joining",
    "mark": "secrecy",
    "secrecy": "secrecy",
    "part": "part",
    "as": "joining",
    "code": "scan_finding",
    "act": "guided_act",
}
_DAYS: Final = {"holiday": mark("day off"), "working": mark("worked")}
_UNSAID: Final = frozenset(
    {"batch", "id", "events", "made", "replaced", "milestone", "set", "checks", "former_entries"}
)
"""Internal identifiers: the program needs them, people do not."""
_A_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_SERIES: Final = {"copy": mark("Certified copies"), "trial": mark("Trial copies")}
_YES_NO: Final = frozenset({"is_open", "is_trial"})
_MOVED: Final = {
    "attached": mark("Agreement"),
    "sorted": mark("Agreement"),
    "word_corrected": mark("Word"),
    "wrapped": mark("SHA-256"),
}
"""What goes from one value to another, by act."""


def changes_of(entry: Entry) -> tuple[LoggedChange, ...]:
    """Return all that an entry tells, in the order in which it is read."""
    return tuple(_changes(entry.act, entry.detail))


def summary_of(entry: Entry, changes: Sequence[LoggedChange]) -> str:
    """Return what an entry tells on one line, with its checksums left out."""
    if entry.act == "verified":
        return _verified(entry.detail)
    if entry.act == SEALING:
        return _sealed(entry.detail)
    told = [one.in_words for one in changes if "SHA-256" not in one.label]
    return " · ".join(told).replace("\n", " ")


def _verified(detail: Mapping[str, Any]) -> str:
    return translate(
        "{matching} of {originals} originals match, {count} findings",
        matching=detail.get("matching", detail.get("originals", 0)),
        originals=detail.get("originals", 0),
        count=detail.get("findings", 0),
    )


def _sealed(detail: Mapping[str, Any]) -> str:
    count = sum(int(rows) for rows in detail.get("rows", {}).values())
    return translate_count("{count} record", "{count} records", count)


def _changes(act: str, detail: Mapping[str, Any]) -> Iterator[LoggedChange]:
    left = dict(detail)
    yield from _relation(act, left)
    if act == "guided":
        yield from _followed(left)
    yield from _before_and_after(act, left)
    for kept in left.pop("found", ()):
        found = told_again(kept)
        if found is not None:
            yield LoggedChange("", "", found.what)
    for key, value in left.items():
        if value not in ("", [], None) and key not in _UNSAID:
            yield LoggedChange(_label(key), "", _value(key, value))


def _before_and_after(act: str, left: dict[str, Any]) -> Iterator[LoggedChange]:
    """Take out of `left` what was something else before, and tell both."""
    changes = left.pop("changes", ())
    called = [after for name, _before, after in changes if name == "milestone"]
    for name, before, after in changes:
        if name == "milestone.title" and not before and after in called:
            continue  # the milestone is named by it already
        was = _changed(name, before) if before else ""
        yield LoggedChange(_label(name), was, _changed(name, after))
    if "setting" in left:
        name = str(left.pop("setting"))
        yield LoggedChange(_label(name), str(left.pop("before", "")), str(left.pop("after", "")))
    if "from" in left and act in _MOVED:
        after = str(left.pop("to", left.pop("sha256", "")))
        yield LoggedChange(translate(_MOVED[act]), str(left.pop("from")), after)


def _followed(left: dict[str, Any]) -> Iterator[LoggedChange]:
    """Tell what a guided act changed in agreements and milestones, each as before and after."""
    status = code_list("status")
    for reference, was, now, ended, ends in left.pop("agreements", ()):
        if was != now:
            yield LoggedChange(reference, status.label(was), status.label(now))
        if ended != ends:
            label = f"{reference} · {field_label('expires_on')}"
            yield LoggedChange(label, short(ended or ""), short(ends or ""))
    for _what, reference, title, was, now in left.pop("milestones", ()):
        yield LoggedChange(f"{reference} · {title}", short(was), short(now))


def _relation(act: str, left: dict[str, Any]) -> Iterator[LoggedChange]:
    """Tell a relation in one line, and from when it holds; take both out of what is left."""
    if act not in ("related", "unrelated") or "kind" not in left:
        return
    word = code_list("relation").label(str(left.pop("kind")))
    yield LoggedChange("", "", f"{left.pop('from', '')} – {word} – {left.pop('to', '')}")
    day = str(left.pop("effective_on", ""))
    if day:
        yield LoggedChange(translate("From when"), "", short(day))


def _label(name: str) -> str:
    told = field_label(name)
    return translate(LABELS[name]) if told == name and name in LABELS else told


def _changed(name: str, value: str) -> str:
    if name == "roles":
        return ", ".join(map(code_list("role").label, value.split()))
    kind, dot, rest = value.partition(" · ")
    if kind in _DAYS:
        return f"{translate(_DAYS[kind])}{dot}{rest}"
    return code_list("yes_no").label(value) if name in _YES_NO else value_words(name, value)


def _value(key: str, value: Any) -> str:  # noqa: ANN401  whatever an act keeps
    if isinstance(value, str):
        return _named(key, value)
    if isinstance(value, bool):
        return translate("yes") if value else translate("no")
    if isinstance(value, list):
        return "; ".join(_listed(one) for one in value)
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {one}" for name, one in value.items())
    return str(value)


def _named(key: str, value: str) -> str:
    if key in _CODES:
        return code_list(_CODES[key]).label(value)
    if key == "list" and value in list_names():
        return code_list(value).title
    if key == "series" and value in _SERIES:
        return translate(_SERIES[value])
    if key in ("on", "until"):
        return short(value)
    if key == "watch_after":
        return translate("move the source") if value == "move" else translate("leave the source")
    return value


def _listed(one: Any) -> str:  # noqa: ANN401  whatever an act keeps
    return ", ".join(_part(part) for part in one if part) if isinstance(one, list) else str(one)


def _part(part: Any) -> str:  # noqa: ANN401  as above
    return short(part) if isinstance(part, str) and _A_DAY.fullmatch(part) else str(part)
