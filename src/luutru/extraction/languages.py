"""Reads in which languages an agreement was signed, and which of the texts prevails."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from luutru.extraction.proposal import Doubt, Proposal
from luutru.extraction.reading import Reading
from luutru.extraction.signing import agreed
from luutru.extraction.stream import Stream
from luutru.extraction.wording import Tongue, compiled, one_of, table

_COPIES: Final = compiled(rf"(?<!\w){one_of('copies')}(?!\w)")
_LISTS: Final[dict[Tongue, str]] = {
    "vi": r"(?:bang |moi ban bang )?(?:cac )?(?:ngon ngu )?(?:tieng |ngon ngu ){names}"
    r"(?:(?:,| va|,? va|;|/| hoac|-) (?:bang )?(?:tieng |ngon ngu )?{names})*",
    "en": r"(?:in (?:the )?|each in (?:the )?|the )?{names}"
    r"(?:(?:,|,? and|;|/| or) (?:in )?(?:the )?{names})*(?: languages?)?",
}
_EQUAL: Final = compiled(one_of("equal_value"))
_TEXTS: Final = compiled(rf"\b{one_of('texts')}")
_PREVAILS: Final[dict[Tongue, str]] = {
    "vi": r"(?:(?:van |phien )?ban)? ?tieng {names}(?: (?:se|duoc|la|lam|co|gia|tri|ban))* ?"
    + one_of("prevails_vi"),
    "en": r"{names}(?: (?:text|version|language))+ (?:shall |will |should )?"
    + one_of("prevails_en"),
}
_DIVERGENCE: Final = compiled(one_of("divergence"))
_NEAR: Final = 170
_DISAGREED: Final = 0.6
_SAID_BESIDES: Final = 0.45


def language_proposals(reading: Reading) -> Iterator[Proposal]:
    """Propose the languages of the originals and which text is authentic, where that is said."""
    said = [found for stream in reading.streams for found in _languages(stream)]
    if said:
        most = max(len(found.value.split()) for found in said)
        same = [found for found in said if len(found.value.split()) == most]
        values = {frozenset(found.value.split()) for found in same}
        joined = agreed(same)
        if len(values) > 1:
            joined = replace(joined, confidence=_DISAGREED, doubt=Doubt.SEVERAL)
        yield joined
    yield from _authentic(reading)


def _languages(stream: Stream) -> Iterator[Proposal]:
    """Yield the lists of languages that stand next to words about originals."""
    for tongue, form in _LISTS.items():
        names = _names(tongue)
        pattern = compiled(r"(?<!\w)" + form.format(names=f"(?:{names})") + r"(?!\w)")
        for found in pattern.finditer(stream.folded):
            if not _speaks_of_originals(stream, found.start(), found.end()):
                continue
            codes = _codes(found[0], tongue)
            if codes and _is_list_of_languages(found[0], tongue):
                sure = 0.95 if len(codes) > 1 else 0.85
                rule = f"languages.{tongue}"
                yield stream.proposal("languages", " ".join(codes), sure, found.span(), rule)


def _is_list_of_languages(said: str, tongue: str) -> bool:
    """Tell a language from a nation: `in English`, not `the Korean authorities`."""
    if "tieng" in said or "ngon ngu" in said:
        return True
    return tongue == "en" and (said.startswith(("in ", "each in ")) or "language" in said)


def _speaks_of_originals(stream: Stream, start: int, end: int) -> bool:
    around = stream.folded[max(0, start - _NEAR) : end + 60]
    return _COPIES.search(around) is not None


def _codes(said: str, tongue: str) -> list[str]:
    found = [
        (match.start(), code)
        for code, pattern in table("languages")[tongue].items()
        for match in [compiled(rf"(?<!\w)(?:{pattern})(?!\w)").search(said)]
        if match
    ]
    return [code for _, code in sorted(found)]


def _names(tongue: str) -> str:
    return "|".join(table("languages")[tongue].values())


def _authentic(reading: Reading) -> Iterator[Proposal]:
    """Propose the text that prevails; that all are equal is said besides, and then less telling."""
    prevails: dict[str, list[Proposal]] = {}
    for stream in reading.streams:
        for proposal in _prevailing(stream):
            prevails.setdefault(proposal.value, []).append(proposal)
    for found in prevails.values():
        yield agreed(found)
    equal = [found for stream in reading.streams for found in _equal(stream)]
    if equal and prevails:
        yield replace(agreed(equal), confidence=_SAID_BESIDES, doubt=Doubt.SEVERAL)
    elif equal:
        yield agreed(equal)


def _equal(stream: Stream) -> Iterator[Proposal]:
    for found in _EQUAL.finditer(stream.folded):
        if _talks_of_texts(stream, found.start()):
            yield stream.proposal("authentic_text", "equal", 0.95, found.span(), "authentic.equal")


def _prevailing(stream: Stream) -> Iterator[Proposal]:
    """Yield the language whose text is said to prevail, near words about differences."""
    for start, end in _windows(stream.folded):
        for tongue, form in _PREVAILS.items():
            for code, names in table("languages")[tongue].items():
                pattern = compiled(form.format(names=f"(?:{names})"))
                for found in pattern.finditer(stream.folded, start, end):
                    value = code if code in ("vi", "en") else "other"
                    yield stream.proposal(
                        "authentic_text", value, 0.9, found.span(), "authentic.prevails"
                    )


def _windows(folded: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches around words about differences between the texts, each letter once."""
    before = 0
    for found in _DIVERGENCE.finditer(folded):
        start, end = max(before, found.start() - _NEAR), found.end() + _NEAR
        if start < end:
            yield start, end
        before = end


def _talks_of_texts(stream: Stream, at: int) -> bool:
    before = stream.folded[max(0, at - _NEAR) : at]
    return _TEXTS.search(before) is not None
