"""What a labelled agreement tells, gathered while it is written: values, milestones, silence."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from luutru.extraction.script import PageWords

MEASURED: Final = frozenset({
    "code_number", "code_notation", "official_name", "official_name_printed", "title_vi",
    "title_en", "subject", "signing_level", "laterality", "signed_on", "signed_place",
    "signed_country", "effective_on", "effect_rule", "duration", "expires_on", "open_ended",
    "renewal", "renewal_period", "notice_period", "non_binding", "fields", "languages",
    "authentic_text", "party.vietnamese", "party.foreign", "signatory.vietnamese",
    "signatory.foreign", "witness",
})  # fmt: skip
"""The fields that proposals are measured on."""


@dataclass(frozen=True, slots=True)
class LabelledMilestone:
    """A duty that a labelled text promises."""

    kind: str
    anchor: str
    """Of `extraction.proposal.Anchor`; empty for what recurs without a day."""
    offset: str = ""
    recurrence: str = ""
    due_on: str = ""
    sentence: str = ""
    is_required: bool = True
    """Not so where a careful reader may enter it or leave it, such as the day of expiry."""


@dataclass(frozen=True, slots=True)
class LabelledDocument:
    """An agreement that was made up, with all that it says."""

    name: str
    layout: str
    fields: Mapping[str, tuple[str, ...]]
    """By the field's name, as `services.describe` keeps it; one value for each entry."""
    accepted: Mapping[str, tuple[str, ...]]
    """Other words for a value of `fields`, by that value: its English twin, a longer name."""
    allowed: Mapping[str, tuple[str, ...]]
    """Values that follow from the text though it does not state them: neither right nor wrong."""
    undecided: frozenset[str]
    """Fields on which careful readers of this text may differ: not measured."""
    milestones: tuple[LabelledMilestone, ...]
    pages: tuple[PageWords, ...]
    """The words as they were set, with their boxes, for rules that are tried without a scan."""
    path: Path | None = None

    @property
    def silent(self) -> frozenset[str]:
        """Fields on which the text says nothing: a proposal there is an invention."""
        return MEASURED - self.fields.keys() - self.allowed.keys() - self.undecided

    @property
    def text(self) -> str:
        """All its words, for looking at an error."""
        return "\n".join(" ".join(word.text for word in page.words) for page in self.pages)


@dataclass(slots=True)
class Told:
    """What one text has told so far."""

    fields: dict[str, list[str]] = field(default_factory=dict)
    accepted: dict[str, tuple[str, ...]] = field(default_factory=dict)
    allowed: dict[str, tuple[str, ...]] = field(default_factory=dict)
    undecided: set[str] = field(default_factory=set)
    milestones: list[LabelledMilestone] = field(default_factory=list)

    def say(self, name: str, value: str, *others: str) -> None:
        """Note that the text states `value`, and other words under which it may be entered."""
        values = self.fields.setdefault(name, [])
        if value not in values:
            values.append(value)
        known = self.accepted.get(value, ())
        fresh = (other for other in others if other not in {value, *known})
        if more := (*known, *fresh):
            self.accepted[value] = more

    def allow(self, name: str, *values: str) -> None:
        """Note that `values` follow from the text without standing in it."""
        self.allowed[name] = (*self.allowed.get(name, ()), *values)

    def leave_open(self, *names: str) -> None:
        """Note that the fields `names` are not measured on this text."""
        self.undecided.update(names)

    def document(self, name: str, layout: str, pages: tuple[PageWords, ...]) -> LabelledDocument:
        """Return what was told, with the words as they stand on `pages`."""
        return LabelledDocument(
            name,
            layout,
            {name: tuple(values) for name, values in self.fields.items()},
            dict(self.accepted),
            dict(self.allowed),
            frozenset(self.undecided - self.fields.keys()),
            tuple(self.milestones),
            pages,
        )
