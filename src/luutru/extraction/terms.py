"""Reads how long an agreement lasts, how it is renewed and on what notice it ends.

Every period of a sentence has one meaning at most: notice, renewal or term.
"""

from collections.abc import Iterator
from itertools import chain
from typing import Final

from luutru.extraction.effect import effect
from luutru.extraction.findings import Finding, is_of_agreement
from luutru.extraction.grammar import either, maybe
from luutru.extraction.periods import Period
from luutru.extraction.sentences import Sentence
from luutru.vietnamese.dates import find_dates

_WINDOW: Final = 90
_WHOLE_DAY: Final = len("2023-12-07")
_LEAST_DAYS: Final = 90

_AT_LEAST: Final = maybe(
    "do", "it nhat", "toi thieu", "khong it hon", "khong duoi", "tu", "la", "thoi han", "khoang",
    "muon nhat", "cham nhat", "at least", "not less than", "no less than", "no later than",
    "not later than", "minimum of", "of", "a", "an", "with", "the",
)  # fmt: skip
_AHEAD_BEFORE: Final = (
    either(r"\btruoc", r"\bbao truoc", r"\bnotice", r"\bnotification", r"\bin advance")
    + _AT_LEAST
    + r"\s*$|\b(?:thoi han|thoi gian) (?:thong )?bao truoc\b[^.,;]{0,80}\bla\s*$"
    + r"|\btruoc (?:khi|ngay|thoi diem)\b[^.,;]{0,60}(?:\bit nhat|\btoi thieu|{expiry})\s*$"
    + r"|\bnotice(?: period)?\b[^.,;]{0,80}\b(?:is|be|of|at least)\s*$"
)
_OF_TIME: Final = r"[’'`´]?s?[’'`´]?,?\s*"
_AHEAD_AFTER: Final = f"^{_OF_TIME}" + either(
    r"truoc\b", "(?:of )?prior", "(?:of )?previous", "(?:of )?advance", "in advance", "beforehand",
    "before", "ahead", "(?:of )?written", r"(?:of )?notice\b", r"(?:of )?notification\b",
)  # fmt: skip
_AFTER_NOTICE: Final = (
    r"^\s*(?:ke|tinh|sau(?! do)|after|from|following|of)\b[^,;.]{0,90}"
    r"(?:thong bao|notice|notif|van ban)"
)
_RENEWS: Final = "{renew}|{by_itself} (?:duoc )?keo dai"
_RENEWED_FOR: Final = (
    either(
        r"\bthem", r"\btung", r"\bmoi", r"\bthoi han", r"\bthoi gian", r"\bgiai doan", r"\bnhung",
        r"\bcac", r"\bla", r"\bky han", r"\blan", r"\btiep theo", r"\bke tiep", r"\bthoi ky",
        r"\bfor",
        r"\bof", r"\bby", r"\banother", r"\badditional", r"\bfurther", r"\bsuccessive",
        r"\bconsecutive", r"\bsubsequent", r"\bequal", r"\bperiods?", r"\bterms?", r"\ban?",
        r"\beach",
        r"\bnew",
    )
    + r"[\s:]*(?:khoang )?$|(?:{renew}|keo dai)\s*$"
)  # fmt: skip
_MORE: Final = r"^ (?:nua|tiep theo|ke tiep|more|longer|further)\b"
_OF_IT: Final = r"(?: cua \S+(?: \S+){0,6}?| of (?:this|the) \S+(?: \S+){0,4}?)?"
_LASTS_BEFORE: Final = (
    r"(?<!trong\s)(?:{force})(?: and effect)?"
    + _OF_IT
    + maybe(
        "trong", "suot", "vong", "thoi han", "thoi gian", "thoi ky", "giai doan", "dau tien",
        "ban dau", "la", "den", "het", "co", "se", "keo dai", "duoc", "toi da", "for", "during",
        "over", "a", "an", "the", "initial", "first", "fixed", "period", "term", "duration", "of",
        "is", "shall", "will", "be", "lasting", "at", "up to",
    )
    + r"\s*:?\s*$"
)  # fmt: skip
_PERIOD_OF: Final = (
    either(
        r"\btrong (?:thoi (?:han|gian|ky)|vong|giai doan|suot)(?: la)?",
        r"\b(?:voi|co) thoi han(?: la)?",
        r"\bfor (?:an?|the)(?: \w+)? (?:period|term|duration) of",
        r"\bfor",
    )
    + r"\s*$"
)
_SAME_AGAIN: Final = either(
    "cung thoi han", "(?:thoi han|thoi gian|giai doan) tuong tu", "thoi han nhu vay",
    "thoi han tuong duong", "(?:same|like|similar|equal|identical) (?:period|term|duration)",
    "(?:periods?|terms?) of (?:the same|equal|like)",
)  # fmt: skip
_YEAR_BY_YEAR: Final = either(
    r"tung nam(?: mot)?\b", "hang nam", "year by year", r"year[-\s]to[-\s]year", "yearly", "annual"
)
_UNTIL_ENDED: Final = either(
    r"(?:(?:cho )?(?:den|toi) khi|den luc) … (?:bi )?(?:cham dut|thong bao|mot ben|mot trong)",
    r"until(?: it is)?(?: such time as it is)? "
    + either("terminated", "either", "one of", "any", "a party", "denounced", "cancelled"),
    r"unless (?:and until )?(?:it is )?terminated",
)
_UNWILLING: Final = r"(?:khong|not)(?: …)? " + either(
    "muon", "mong muon", "co y dinh", "y dinh", "wish", "wishing", "intend", "desire", "want",
    "to (?:renew|extend|prolong)",
) + r"\b"  # fmt: skip
_NEVER: Final = either(
    r"(?<!neu\s)khong (?:duoc |the |tu dong )?(?:gia han|keo dai)",
    "(?:shall|will|may|can|is|are)(?:not| not) be (?:automatically )?(?:renewed|extended)",
    "not (?:automatically )?(?:renewable|renewed|extendable)",
    "no (?:renewal|extension)",
    "(?:not subject to|without) (?:any )?(?:renewal|extension)",
    "(?:cannot|can not|may not) be (?:renewed|extended|prolonged)",
    "(?:not|never) be (?:renewed|extended|prolonged)",
    "khong (?:dat ra|co)(?: viec)? gia han",
)
_BEGINS_OR_ENDS: Final = "{force}|{effect}|{expiry}|{renew}|ket thuc|cham dut|ends?|terminates?"
_NOT_BY_ITSELF: Final = r"(?:khong (?:duoc )?|not (?:be )?){by_itself}"
_UNTIL_DAY: Final = (
    either(
        "(?:den|toi)(?: het)?(?: ngay)?", "het(?: hieu luc| han)?(?: vao| tu| ke tu)?(?: ngay)?",
        "(?:ket thuc|cham dut)(?: hieu luc)?(?: vao)?(?: ngay)?", "ceases? to have effect on",
        "until(?: and including)?", "to", "through",
        "up to(?: and including)?",
        "(?:expires?|ends?|terminates?|lapses?|expiring|ending)(?: on)?", "not later than",
        "(?:expiry|expiration) date(?: is)?", "date of (?:expiry|expiration|termination)(?: is)?",
    )
    + r"\s*:?\s*(?:the |ngay )?$"
)  # fmt: skip


def terms(sentence: Sentence) -> Iterator[Finding]:
    """Yield term, last day, renewal and notice that a sentence states."""
    renewal = _renewal_verb(sentence)
    yield from _periods(sentence, renewal)
    yield from _last_day(sentence)
    if renewal >= 0:
        yield from _renewal(sentence, renewal)
    yield from _without_term(sentence)


def _periods(sentence: Sentence, renewal: int) -> Iterator[Finding]:
    for period in sentence.periods:
        meant = meaning(sentence, period, renewal)
        if meant:
            confidence = 0.96 if period.agrees else 0.6
            yield Finding(
                meant,
                period.value,
                sentence,
                period.start,
                period.end,
                confidence,
                f"terms.{meant}",
            )


def meaning(sentence: Sentence, period: Period, renewal: int | None = None) -> str:
    """Return the field of which a period is the value, or nothing.

    `renewal` is where the first renewal stands in the sentence, if that is known already.
    """
    if renewal is None:
        renewal = _renewal_verb(sentence)
    if _is_notice(sentence, period):
        return "notice_period"
    before = sentence.folded[max(0, period.start - _WINDOW) : period.start]
    if 0 <= renewal < period.start:
        more = sentence.pattern(_MORE).match(sentence.folded[period.end :])
        if more or sentence.pattern(_RENEWED_FOR).search(before):
            return "renewal_period"
        return ""
    return "duration" if _is_term(sentence, period, before) else ""


def is_of_its_course(sentence: Sentence) -> bool:
    """Tell whether a sentence says how the agreement begins, lasts, goes on and ends.

    Such a sentence promises nothing to anybody.
    """
    if any(meaning(sentence, period) for period in sentence.periods):
        return True
    begins_or_ends = chain(effect(sentence), _last_day(sentence), _without_term(sentence))
    return next(begins_or_ends, None) is not None


def _is_notice(sentence: Sentence, period: Period) -> bool:
    folded = sentence.folded
    before = folded[max(0, period.start - _WINDOW) : period.start]
    after = folded[period.end : period.end + _WINDOW * 2]
    ahead = sentence.pattern(_AHEAD_BEFORE).search(before) or sentence.pattern(_AHEAD_AFTER).search(
        after
    )
    ending = sentence.pattern("{end}").search(f"{sentence.before[-200:]} {folded}")
    if ahead and (ending or _is_renewal_notice(sentence)):
        return _of_this(sentence)
    if ending and sentence.pattern(_AFTER_NOTICE).search(after) and sentence.search("{end}"):
        return _of_this(sentence)
    return False


def _is_renewal_notice(sentence: Sentence) -> bool:
    return sentence.search("{renew}|{expiry}") is not None and (
        sentence.search("{notified}") is not None
    )


def _of_this(sentence: Sentence) -> bool:
    """Tell whether a sentence on an end is about the agreement: it, or its article, says so."""
    title = sentence.article.title
    named = sentence.pattern("{instrument}").search(f"{sentence.before[-200:]} {sentence.folded}")
    return (
        named is not None
        or not title
        or sentence.pattern("{effect_title}").search(title) is not None
    )


def _is_term(sentence: Sentence, period: Period, before: str) -> bool:
    if not is_of_agreement(sentence, period.start) or sentence.article.is_opening:
        return False
    if not period.is_long and int(period.value[1:-1]) < _LEAST_DAYS:
        return False
    if sentence.pattern(_LASTS_BEFORE).search(before):
        return True
    cue = sentence.pattern(_PERIOD_OF).search(before)
    return cue is not None and sentence.pattern("{force}").search(before[: cue.start()]) is not None


def _renewal_verb(sentence: Sentence) -> int:
    """Return where the first renewal of the agreement stands, -1 where none does."""
    for found in sentence.pattern(_RENEWS).finditer(sentence.folded):
        if is_of_agreement(sentence, found.start()):
            return found.start()
    return -1


def _renewal(sentence: Sentence, verb: int) -> Iterator[Finding]:
    folded = sentence.folded
    kind, confidence = _kind_of_renewal(sentence, verb)
    if not kind:
        return
    yield Finding("renewal", kind, sentence, 0, len(folded), confidence, f"terms.renewal_{kind}")
    if kind != "none" and not any(
        meaning(sentence, period, verb) == "renewal_period" for period in sentence.periods
    ):
        found = sentence.search(_YEAR_BY_YEAR, verb)
        if found and kind == "automatic":
            yield Finding(
                "renewal_period", "P1Y", sentence, *found.span(), 0.85, "terms.year_by_year"
            )
        same = sentence.search(_SAME_AGAIN, verb)
        if same:
            yield Finding("renewal_period", "", sentence, *same.span(), 0.85, "terms.same_again")


def _kind_of_renewal(sentence: Sentence, verb: int) -> tuple[str, float]:
    if sentence.search("{by_itself}", max(0, verb - 30), verb + 60):
        never = sentence.search(_NOT_BY_ITSELF)
        return ("none", 0.6) if never else ("automatic", 0.97)
    if sentence.search(_NEVER) and not sentence.search(_UNWILLING):
        return "none", 0.9
    if sentence.search("{unless}") and sentence.search("{notified}"):
        return "automatic", 0.85
    if sentence.search("{in_writing}"):
        return "written", 0.95
    agreed = sentence.search("{agreed}|consent|request|de nghi|trao doi")
    return ("written", 0.85) if agreed else ("", 0.0)


def _last_day(sentence: Sentence) -> Iterator[Finding]:
    for day in find_dates(sentence.text):
        before = sentence.folded[max(0, day.start - 40) : day.start]
        first, _, last = day.edtf.partition("/")
        named = sentence.article.number and sentence.search("{instrument}", 0, day.start)
        until = sentence.pattern(_UNTIL_DAY).search(before) is not None or bool(named and last)
        if not until or not day.possible or len(last or first) != _WHOLE_DAY:
            continue
        verb = sentence.search(_BEGINS_OR_ENDS, 0, day.start)
        if verb and not sentence.article.is_opening and is_of_agreement(sentence, day.start):
            yield Finding(
                "expires_on", last or first, sentence, day.start, day.end, 0.95, "terms.last_day"
            )


def _without_term(sentence: Sentence) -> Iterator[Finding]:
    silent = sentence.search("{silent_expiry}")
    if silent and is_of_agreement(sentence, silent.start()):
        yield Finding("open_ended", "yes", sentence, *silent.span(), 0.96, "terms.without_term")
        return
    until = sentence.search(_UNTIL_ENDED)
    lasts = until and sentence.search("{force}", 0, until.start())
    if until and lasts and is_of_agreement(sentence, lasts.start()):
        yield Finding("open_ended", "yes", sentence, *until.span(), 0.8, "terms.until_ended")
