"""What rules find in single sentences, and how it becomes one proposal a field."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from luutru.extraction.proposal import Doubt, Place, Proposal
from luutru.extraction.sentences import Sentence

_AGREEING: Final = 0.5
"""Share of the remaining doubt that stays when both languages say the same."""
_RIVAL: Final = 0.7
"""Share of its confidence that a value keeps beside another one."""
_SHORTENED: Final = 300


@dataclass(frozen=True, slots=True)
class Finding:
    """A value for a field, and the part of a sentence that says so."""

    field: str
    value: str
    sentence: Sentence
    start: int
    end: int
    confidence: float
    rule: str


def proposals(findings: Iterable[Finding]) -> tuple[Proposal, ...]:
    """Return the proposals for what was found, the likeliest of each field first."""
    by_field = sorted(findings, key=lambda finding: finding.field)
    return tuple(
        proposal
        for _, found in groupby(by_field, key=lambda finding: finding.field)
        for proposal in _of_one_field(list(found))
    )


def _of_one_field(findings: list[Finding]) -> Iterator[Proposal]:
    values = list(dict.fromkeys(finding.value for finding in findings))
    merged = [_merged([one for one in findings if one.value == value]) for value in values]
    merged.sort(key=lambda proposal: -proposal.confidence)
    yield from merged if len(merged) == 1 else map(_doubted, merged)


def _doubted(proposal: Proposal) -> Proposal:
    return Proposal(
        proposal.field, proposal.value, round(proposal.confidence * _RIVAL, 3), proposal.places,
        proposal.rule, printed=proposal.printed, doubt=Doubt.SEVERAL,
    )  # fmt: skip


def _merged(findings: list[Finding]) -> Proposal:
    """Return one proposal for findings of the same value, with a place in each language."""
    findings.sort(key=lambda finding: -finding.confidence)
    best = findings[0]
    chosen: dict[str, Finding] = {}
    for finding in findings:
        chosen.setdefault(finding.sentence.strand.language, finding)
    doubt = 1 - best.confidence
    if len(chosen) > 1:
        doubt *= _AGREEING
    sure = max(one.sentence.sureness(one.start, one.end) for one in chosen.values())
    places: list[Place] = []
    for finding in chosen.values():
        places += finding.sentence.places(finding.start, finding.end)
    printed = " ".join(best.sentence.text[best.start : best.end].split())
    return Proposal(
        best.field, best.value, round((1 - doubt) * sure, 3), tuple(places), best.rule,
        printed=printed[:_SHORTENED],
    )  # fmt: skip


def is_of_agreement(sentence: Sentence, upto: int) -> bool:
    """Tell whether what follows `upto` is said of the agreement itself.

    An amendment comes into force too, a certificate is valid for three years too.
    """
    before = f"{sentence.lead} {sentence.folded[:upto]}"
    if sentence.pattern("{someone_else}|{ending_noun}").search(before):
        return False
    if sentence.search(_ENDING_FIRST) or _is_of_another(sentence, before):
        return False
    if sentence.pattern("{instrument}").search(before) or len(before.split()) <= _HARDLY_ANY:
        return True
    title = sentence.article.title
    if not title:
        is_letter = sentence.article.number == 0
        return is_letter or sentence.pattern("{instrument}").search(sentence.before) is not None
    return sentence.pattern("{effect_title}").search(title) is not None


def _is_of_another(sentence: Sentence, before: str) -> bool:
    """Tell whether an instrument is spoken of by a name of its own, and this one is not."""
    another = sentence.pattern(_ANOTHER).search(before)
    return another is not None and not sentence.pattern(_THIS).search(before[: another.start()])


_ANY: Final = (
    r"\b(?:ban ghi nho|thoa thuan|hiep dinh|hiep uoc|bien ban|van kien|chuong trinh|ke hoach"
    r"|memorandum|mou|arrangement|agreement|treaty|convention|programme)\b"
)
_THIS: Final = rf"{_ANY} nay\b|\b(?:this|the present) {_ANY}"
_ANOTHER: Final = (
    rf"\b(?:framework|earlier|previous|former|existing) {_ANY}"
    rf"|{_ANY} (?:khung\b|so \d|truoc day\b|nam (?:19|20)\d\d|(?:da )?ky (?:ngay|nam)\b"
    r"|giua hai (?:chinh phu|nha nuoc|nuoc)\b|between the (?:two )?(?:governments|states)\b"
    r"|(?:signed|concluded) (?:on|in)\b|no\b|of (?:19|20)\d\d)"
)
"""Agreements that others have made, by their numbers, days and parties."""
_ENDING_FIRST: Final = (
    r"^\W*(?:(?:the|such|any|this|viec|su) )?(?:termination|withdrawal|denunciation|cham dut)\b"
)
_HARDLY_ANY: Final = 2
"""Words before a verb that can only be `it` or `and shall`."""
