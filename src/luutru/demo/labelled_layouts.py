"""The layouts of labelled agreements: which facts stand where on the page."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from luutru.demo import labelled_letters
from luutru.demo.labelled_clauses import GAP, Writer
from luutru.demo.labelled_facts import facts
from luutru.demo.labelled_frame import Frame, Section, blocks
from luutru.demo.labelled_told import Told
from luutru.demo.labelled_words import Dice, Pair, impossible_day, written_day
from luutru.demo.manuscript import Manuscript
from luutru.demo.truth import Language

_IMPOSSIBLE: Final = 0.05
_STYLES: Final = ("plain", "short", "short", "under", "both")


@dataclass(frozen=True, slots=True)
class Composed:
    """The words of one labelled document, and what they tell."""

    manuscripts: tuple[Manuscript, ...]
    """Set one after the other."""
    told: Told
    pen: bool = False
    """Whether someone has filled in the gaps by hand."""


def compose(layout: str, dice: Dice) -> Composed:
    """Write one agreement in `layout`, a name of `LAYOUTS`."""
    return LAYOUTS[layout](dice)


def _letterhead(dice: Dice) -> Composed:
    return _agreement(dice, "vi")


def _english(dice: Dice) -> Composed:
    return _agreement(dice, "en")


def _columns(dice: Dice) -> Composed:
    return _agreement(dice, "bilingual")


def _sequence(dice: Dice) -> Composed:
    """Set the Vietnamese text first and then the English one, each with its signatures."""
    frame = _frame(dice, "bilingual")
    section, first, last = _written(frame)
    texts = tuple(
        frame.manuscript(blocks(dice, first, section, last, language), language)
        for language in ("vi", "en")
    )
    return Composed(texts, frame.told)


def _gaps(dice: Dice) -> Composed:
    """Leave number, day and perhaps periods to the pen, which was or was not used."""
    writer = Writer(dice, facts(dice), Told(), "vi", gaps=True)
    year = writer.facts.signed_on.year
    dots = dice.pick((GAP, "......", "…", ".........."))
    day = dice.pick((
        f"ngày {dots} tháng {dots} năm {year}",
        f"ngày {dots}/{dots}/{year}",
        f"ngày {dots} tháng {dots} năm {dots}",
        f"ngày {dots} tháng {writer.facts.signed_on.month} năm {year}",
    ))  # fmt: skip
    writer.told.allow("signed_on", str(year), writer.facts.signed_on.strftime("%Y-%m"))
    frame = Frame(writer, (day, day), number=dots)
    frame.name_parties_and_level()
    section, first, last = _written(frame)
    text = frame.manuscript(blocks(dice, first, section, last, "vi"), "vi")
    return Composed((text,), frame.told, pen=dice.happens())


def _agreement(dice: Dice, language: Language) -> Composed:
    frame = _frame(dice, language)
    section, first, last = _written(frame)
    text = frame.manuscript(blocks(dice, first, section, last, language), language)
    return Composed((text,), frame.told)


def _frame(dice: Dice, language: Language) -> Frame:
    writer = Writer(dice, facts(dice), Told(), language)
    if dice.happens(_IMPOSSIBLE):
        day = impossible_day(dice)
    else:
        day = written_day(dice, writer.facts.signed_on)
        writer.told.say("signed_on", writer.facts.signed_on.isoformat())
    frame = Frame(writer, day)
    frame.name_parties_and_level()
    return frame


def _written(frame: Frame) -> tuple[list[Section], list[Pair], list[Pair]]:
    """Return the sections, what stands before them and what stands after them."""
    writer, dice = frame.writer, frame.dice
    first = [writer.distractor() for _ in range(dice.number(0, 3))]
    frame.place_day()
    if frame.opens:
        first.insert(dice.number(0, len(first)), frame.opened())
    first.append(writer.opening(dice.pick(_STYLES)))
    if dice.happens(0.35):
        first += frame.represented()
    last = [frame.done()] if frame.closes else []
    section = _sections(writer)
    last += writer.witnesses()
    return section, first, last


def _sections(writer: Writer) -> list[Section]:
    dice = writer.dice
    purpose = [writer.topics(), *(_other(writer) for _ in range(dice.number(0, 2)))]
    found = [Section(writer.say("head_purpose"), purpose)]
    for _ in range(dice.number(1, 3)):
        duties = [_any(writer) for _ in range(dice.number(2, 4))]
        found.append(Section(writer.say("head_duties"), duties))
    if dice.happens(0.6):
        found.append(Section(writer.say("head_other"), [_other(writer), _other(writer)]))
    if nature := writer.non_binding():
        found.append(Section(writer.say("head_nature"), [nature, _other(writer)]))
    final = [*filter(None, [writer.effect()]), *writer.term()]
    if final:
        found.append(Section(writer.say("head_final"), final, is_whole=dice.happens(0.3)))
    return found


def _any(writer: Writer) -> Pair:
    kinds: Sequence[Callable[[], Pair]] = (
        writer.milestone, writer.milestone, writer.may, lambda: _other(writer),
    )  # fmt: skip
    return writer.dice.pick(kinds)()


def _other(writer: Writer) -> Pair:
    return writer.say("plain")


def _letter(dice: Dice) -> Composed:
    text, told = labelled_letters.letter(dice)
    return Composed((text,), told)


def _minutes(dice: Dice) -> Composed:
    """Tell day and place at the top, what was agreed far below."""
    language: Language = dice.pick(("vi", "vi", "en"))
    text, told = labelled_letters.minutes(dice, language, _sections)
    return Composed((text,), told)


def _news(dice: Dice) -> Composed:
    text, told = labelled_letters.news(dice, dice.pick(("vi", "vi", "en")))
    return Composed((text,), told)


LAYOUTS: Final[Mapping[str, Callable[[Dice], Composed]]] = {
    "letterhead": _letterhead,
    "english": _english,
    "columns": _columns,
    "gaps": _gaps,
    "sequence": _sequence,
    "letter": _letter,
    "minutes": _minutes,
    "news": _news,
}
"""By name; documents take turns in this order."""
