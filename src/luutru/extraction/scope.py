"""Reads what an agreement is about: its fields, how is cooperated, and whether it binds.

A field counts where it is agreed on: in the title, in what the first articles say the agreement
is about, and in a list of fields. A word in passing, or in the name of a party, does not count.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from luutru.extraction.findings import Finding
from luutru.extraction.grammar import either
from luutru.extraction.proposal import Place, Proposal
from luutru.extraction.sentences import Sentence
from luutru.records.code_lists import code_list

_REACH: Final = 320
_LONGEST_MODE: Final = 600
_BETWEEN: Final = 120
_HARDLY_ANY: Final = 3
"""Words before a verb that can only be `it is` or the like."""
_HEAD_OF_ITEM: Final = 60
_TITLE_ENDS: Final = r"sau day|duoi day|hereinafter|hereafter|dieu \d|article \d|[;“\"]"
_ON: Final = either(
    r"\b(?P<alone>ve|on(?! (?:the (?:basis|occasion|one|other)|behalf|\d))|concerning|regarding)"
    r"\s+",
    r"\b(?:for cooperation in|in the (?:field|area)s? of|(?:trong (?:cac )?)?linh vuc)\s+",
)


_AGREED_ON: Final = r"{instrument}|\bhop tac|\bthoa thuan|\bco-?operation|\bplan\b|\bprogramme\b"
_NAME_BEFORE: Final = (
    either(
        r"\buy ban", r"\bhoi dong", r"\bcuc", r"\bvien", r"\b(?<!tuyen\s)bo", r"\bco quan",
        r"\btrung tam", "committee", "council", "commission", "board", "authority", "office",
        "directorate", "bureau", "agency", "institute",
    )
    + r"\s(?:[^\s),]+\s+){0,5}$"
)  # fmt: skip
"""The name of a party, of which `on` may be a part."""
_LINE: Final = re.compile(r"\n")
_OF_OTHERS: Final = (
    r"(?:cong nhan|accreditation of)(?: cac| the)?"
    r"(?P<not> to chuc danh gia su phu hop| conformity assessment bodies| certification bodies)"
    r"|(?P<not_halal>chung nhan)(?: san pham)? halal|halal (?P<not_en>certification)"
    r"|(?:trao doi|chia se|cung cap)(?: \S+){0,10}? (?P<not_info>thong tin)(?! va truyen)"
    r"|(?:exchang\w*|shar\w*|provid\w*)(?: \S+){0,10}? (?P<not_info_en>information)(?! and com)"
)
"""Words that name another field, but only say of what: the certification of Halal is Halal, and
what is exchanged everywhere is information."""


@dataclass(frozen=True, slots=True)
class _Mention:
    code: str
    sentence: Sentence
    start: int
    end: int
    source: str


def binding(sentence: Sentence) -> Iterator[Finding]:
    """Yield that the agreement creates no legal bond, where a sentence says so."""
    folded = sentence.folded
    legal = sentence.pattern("{legal_title}").search(sentence.article.title)
    for found in sentence.pattern("{not_binding}").finditer(folded):
        bond = sentence.search("{bond}", found.start())
        if bond is None or bond.start() - found.end() > _BETWEEN:
            continue
        begins = len(folded[: found.start()].split()) <= _HARDLY_ANY
        if legal or begins or sentence.search("{instrument}"):
            yield Finding(
                "non_binding", "yes", sentence, found.start(), bond.end(), 0.95, "scope.not_binding"
            )
            return


def fields(sentences: Sequence[Sentence]) -> tuple[Proposal, ...]:
    """Return the fields of cooperation as one proposal, nothing where none is named."""
    mentions = [mention for sentence in sentences for mention in _mentions(sentence)]
    codes = [
        code
        for code in code_list("cooperation_field").codes
        if any(mention.code == code for mention in mentions)
    ]
    if not codes:
        return ()
    sources = [{m.source for m in mentions if m.code == code} for code in codes]
    sure = all(len(found) > 1 for found in sources)
    places: list[Place] = []
    for code in codes:
        first = next(mention for mention in mentions if mention.code == code)
        places += first.sentence.places(first.start, first.end)
    return (
        Proposal("fields", " ".join(codes), 0.93 if sure else 0.85, tuple(places), "scope.fields"),
    )


def mode(sentences: Sequence[Sentence]) -> tuple[Proposal, ...]:
    """Return the items of the article on the forms of cooperation; Vietnamese where there is."""
    told = [
        sentence
        for sentence in sentences
        if sentence.article.number
        and sentence.pattern("^(?:{form_title})").search(sentence.article.title)
    ]
    if not told:
        return ()
    first = [one for one in told if one.strand is told[0].strand and one.article == told[0].article]
    items = [one for one in first if not one.folded.endswith(":")] or first
    words = "; ".join(" ".join(one.text.split()).rstrip(".;,") for one in items)
    if len(words) > _LONGEST_MODE:
        words = words[:_LONGEST_MODE].rsplit(" ", 1)[0] + "…"
    places = tuple(place for one in items for place in one.places(0, len(one.text)))
    return (Proposal("mode_of_coop", words, 0.8, places, "scope.mode"),)


def _mentions(sentence: Sentence) -> Iterator[_Mention]:
    article = sentence.article
    if not article.number:
        if not article.label:
            for span in _title_spans(sentence):
                yield from _named(sentence, *span, "title")
        return
    scope = sentence.pattern("^(?:{scope_title})").search(article.title)
    if scope or article.number == 1:
        told = list(sentence.pattern("{in_the_fields}").finditer(sentence.folded))
        for found in told:
            yield from _named(sentence, *_reach(sentence, found), "scope")
        if not told and not sentence.before:
            yield from _first_said(sentence)
    if sentence.pattern("^(?:{field_list_title})").search(article.title):
        yield from _listed(sentence)


def _first_said(sentence: Sentence) -> Iterator[_Mention]:
    """Yield the fields in the first sentence on purpose or scope, but for names in capitals."""
    whole = list(_named(sentence, 0, len(sentence.folded), "scope"))
    begin = min((mention.start for mention in whole), default=0)
    for mention in _named(sentence, begin, _cut(sentence, begin), "scope"):
        if mention.code == "halal" or sentence.text[mention.start].islower():
            yield mention


def _title_spans(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Yield where a sentence of the opening says what the agreement is on."""
    folded = sentence.folded
    ends = sentence.search(_TITLE_ENDS)
    stop = ends.start() if ends else len(folded)
    for found in sentence.pattern(_ON).finditer(folded, 0, stop):
        if not found["alone"] or _is_subject(sentence, found):
            end = _end_of_title(sentence, found.end(), _cut(sentence, found.end()))
            yield found.end(), min(stop, end)


def _is_subject(sentence: Sentence, found: re.Match[str]) -> bool:
    """Tell whether `on` names what is agreed on, and is not a part of a party's name."""
    before = sentence.folded[: found.start()]
    follows = sentence.text[found.end() : found.end() + 2]
    named = follows[:1].isupper() and not follows.isupper()
    if named and not sentence.pattern("{topic_halal}").match(sentence.folded, found.end()):
        return False
    if sentence.pattern(_NAME_BEFORE).search(before[-70:]):
        return False
    return not sentence.before or sentence.pattern(_AGREED_ON).search(before) is not None


def _end_of_title(sentence: Sentence, begin: int, end: int) -> int:
    """Return where a title ends: where a line begins anew, or something else is said."""
    shouted = sentence.text[begin : begin + 2].isupper()
    for line in _LINE.finditer(sentence.text, begin, end):
        begins = sentence.text[line.end() : line.end() + 2]
        halal = sentence.pattern("{topic_halal}").match(sentence.folded, line.end())
        if begins[:1].isupper() and not halal and not (shouted and begins.isupper()):
            return line.start()
    return end


def _reach(sentence: Sentence, found: re.Match[str]) -> tuple[int, int]:
    return found.end(), _cut(sentence, found.end())


def _cut(sentence: Sentence, begin: int) -> int:
    end = sentence.search("{scope_ends}|[.;]", begin, begin + _REACH)
    return end.start() if end else min(len(sentence.folded), begin + _REACH)


def _listed(sentence: Sentence) -> Iterator[_Mention]:
    """Yield the field that an item of a list of fields begins with."""
    if sentence.folded.endswith(":"):
        return
    for mention in _named(sentence, 0, min(_HEAD_OF_ITEM, len(sentence.folded)), "list"):
        if mention.start == 0:
            yield mention


def _named(sentence: Sentence, begin: int, end: int, source: str) -> Iterator[_Mention]:
    """Yield the fields that are named in a part of a sentence."""
    if begin >= end:
        return
    told = _without_others(sentence, end)
    for code in code_list("cooperation_field").codes:
        if code == "other":
            continue
        found = sentence.pattern(f"{{topic_{code}}}").search(told, begin, end)
        if found:
            yield _Mention(code, sentence, *found.span(), source)


def _without_others(sentence: Sentence, end: int) -> str:
    """Return the folded text, with signs in place of words that only seem to name a field."""
    told = sentence.folded[:end]
    for found in sentence.pattern(_OF_OTHERS).finditer(told):
        start, stop = found.span(found.lastgroup or 0)
        told = told[:start] + "-" * (stop - start) + told[stop:]
    return told
