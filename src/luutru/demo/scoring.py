"""Compares what the rules proposed with what labelled documents say, and counts."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from luutru.demo.labelled_told import MEASURED, LabelledDocument
from luutru.demo.scoring_values import canonical, is_alike, is_same, items, key_of, part_of
from luutru.extraction.proposal import Extraction, MilestoneProposal, Proposal
from luutru.records.fields import BY_NAME
from luutru.vietnamese.folding import fold

_SURE: Final = 0.5
"""A proposal for a silent field counts as an invention from this confidence on."""
_PARTS: Final = {
    "party": ("short", "country"),
    "signatory": ("title", "prefix"),
    "witness": ("title", "event"),
}


@dataclass(slots=True)
class Count:
    """How often a thing stood in the texts, was proposed, and was proposed rightly."""

    truth: int = 0
    proposals: int = 0
    right: int = 0

    def add(self, truth: int, proposals: int, right: int) -> None:
        """Count some more."""
        self.truth += truth
        self.proposals += proposals
        self.right += right

    @property
    def precision(self) -> float:
        """Share of the proposals that are right; 1 where there are none."""
        return self.right / self.proposals if self.proposals else 1.0

    @property
    def recall(self) -> float:
        """Share of the truth that was proposed; 1 where there was nothing to propose."""
        return self.right / self.truth if self.truth else 1.0


@dataclass(slots=True)
class Tally:
    """The score of some documents."""

    fields: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    layouts: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    milestones: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    """By layout."""
    inventions: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    """A line each: document, field, what stands there and what was proposed."""
    documents: int = 0

    def add(self, document: LabelledDocument, extraction: Extraction) -> None:
        """Compare one document with its truth."""
        self.documents += 1
        best = _best(extraction.proposals)
        for name in sorted(MEASURED - document.undecided):
            proposed = best.get(name, [])
            if not document.fields.get(name):
                self._add_silent(document, name, proposed)
            elif name in BY_NAME:
                self._add_values(document, name, proposed)
            else:
                self._add_entries(document, name, proposed)
        self._add_milestones(document, extraction.milestones)

    @property
    def overall(self) -> Count:
        """All fields together."""
        return _sum(self.fields.values())

    @property
    def all_milestones(self) -> Count:
        """The milestones of all layouts."""
        return _sum(self.milestones.values())

    def figures(self) -> dict[str, float]:
        """Return the figures by name; `overall` is of all fields, `fields` those of cooperation."""
        counts = {**self.fields, "overall": self.overall, "milestone": self.all_milestones}
        found: dict[str, float] = {"inventions": len(self.inventions)}
        for name, count in counts.items():
            found[f"precision.{name}"] = round(count.precision, 4)
            found[f"recall.{name}"] = round(count.recall, 4)
        return found

    def _count(self, document: LabelledDocument, name: str, count: tuple[int, int, int]) -> None:
        self.fields[name].add(*count)
        self.layouts[document.layout].add(*count)

    def _add_silent(
        self, document: LabelledDocument, name: str, proposed: Sequence[Proposal]
    ) -> None:
        for proposal in proposed:
            wrong = [
                item for item in items(name, proposal.value) if item not in _allowed(document, name)
            ]
            if not wrong:
                continue
            self._count(document, name, (0, 1, 0))
            told = f"{document.name} {name}: silent; proposed {_shown(proposal)}"
            self.errors.append(told)
            if proposal.confidence >= _SURE:
                self.inventions.append(told)

    def _add_values(
        self, document: LabelledDocument, name: str, proposed: Sequence[Proposal]
    ) -> None:
        truth = [item for value in document.fields[name] for item in items(name, value)]
        found = [item for proposal in proposed for item in items(name, proposal.value)]
        others = [o for value in document.fields[name] for o in document.accepted.get(value, ())]
        right = 0
        for item in truth:
            match = next((f for f in found if is_same(name, f, [item, *others])), None)
            if match is not None:
                found.remove(match)
                right += 1
        wrong = [item for item in found if item not in _allowed(document, name)]
        self._count(document, name, (len(truth), right + len(wrong), right))
        if wrong or right < len(truth):
            shown = "; ".join(map(_shown, proposed)) or "nothing"
            self.errors.append(f"{document.name} {name}: {truth}; proposed {shown}")

    def _add_entries(
        self, document: LabelledDocument, name: str, proposed: Sequence[Proposal]
    ) -> None:
        left = list(proposed)
        right = 0
        for value in document.fields[name]:
            accepted = document.accepted.get(value, ())
            name_told = value.partition(";")[0]
            match = next(
                (p for p in left if is_alike(part_of(p.value, 0), [name_told, *accepted])), None
            )
            if match is None:
                self.errors.append(f"{document.name} {name}: {value!r} was not proposed")
                continue
            left.remove(match)
            right += 1
            self._add_parts(document, name, value, match)
        self.errors += [f"{document.name} {name}: no entry; proposed {_shown(p)}" for p in left]
        self._count(document, name, (len(document.fields[name]), right + len(left), right))

    def _add_parts(
        self, document: LabelledDocument, name: str, value: str, proposal: Proposal
    ) -> None:
        accepted = document.accepted.get(value, ())
        for at, part in enumerate(_PARTS[name.partition(".")[0]], 1):
            truth, found = (canonical(name, part, part_of(v, at)) for v in (value, proposal.value))
            if part == "title":
                is_right = bool(found) and is_alike(found, [truth, *accepted])
            else:
                is_right = bool(found) and fold(found) == fold(truth)
            self._count(document, f"{name}.{part}", (bool(truth), bool(found), is_right))
            if not is_right and (truth or found):
                told = f"{document.name} {name}.{part}: {value!r}; proposed {_shown(proposal)}"
                self.errors.append(told)

    def _add_milestones(
        self, document: LabelledDocument, proposed: Sequence[MilestoneProposal]
    ) -> None:
        left = list(proposed)
        right = 0
        required = [m for m in document.milestones if m.is_required]
        for milestone in required:
            match = next((p for p in left if key_of(p) == key_of(milestone)), None)
            if match is None:
                self.errors.append(
                    f"{document.name} milestone: {key_of(milestone)} {milestone.sentence!r} missed"
                )
                continue
            left.remove(match)
            right += 1
        free = {key_of(m) for m in document.milestones if not m.is_required}
        wrong = [p for p in left if key_of(p) not in free]
        self.errors += [
            f"{document.name} milestone: none; proposed {key_of(p)} {p.title!r} ({p.rule})"
            for p in wrong
        ]
        self.milestones[document.layout].add(len(required), right + len(wrong), right)


def _best(proposals: Iterable[Proposal]) -> dict[str, list[Proposal]]:
    """Return the best candidate of each entry, by field; flags without a value are none."""
    best: dict[tuple[str, int], Proposal] = {}
    for proposal in proposals:
        key = (proposal.field, proposal.entry)
        if key not in best or proposal.confidence > best[key].confidence:
            best[key] = proposal
    found: dict[str, list[Proposal]] = defaultdict(list)
    for proposal in best.values():
        if proposal.value:
            found[proposal.field].append(proposal)
    return found


def _allowed(document: LabelledDocument, name: str) -> tuple[str, ...]:
    return document.allowed.get(name, ())


def _shown(proposal: Proposal) -> str:
    return f"{proposal.value!r} ({proposal.confidence:.2f}, {proposal.rule})"


def _sum(counts: Iterable[Count]) -> Count:
    total = Count()
    for count in counts:
        total.add(count.truth, count.proposals, count.right)
    return total
