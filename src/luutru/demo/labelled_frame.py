"""What stands round the articles of a labelled agreement: letterhead, titles, day, signatures."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from luutru.demo.labelled_clauses import Writer, joined
from luutru.demo.labelled_facts import Organisation
from luutru.demo.labelled_words import Dice, Pair
from luutru.demo.manuscript import Block, Letterhead, Manuscript, Side
from luutru.demo.truth import Language

STATE: Final = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
STATE_EN: Final = ("SOCIALIST REPUBLIC OF VIET NAM", "Independence - Freedom - Happiness")
_ROMAN: Final = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_LANGUAGES: Final = {
    "vi": ("tiếng Việt", "Vietnamese"), "en": ("tiếng Anh", "English"),
    "ru": ("tiếng Nga", "Russian"), "fr": ("tiếng Pháp", "French"),
    "fa": ("tiếng Ba Tư", "Persian"), "zh": ("tiếng Trung", "Chinese"),
    "ar": ("tiếng Ả Rập", "Arabic"), "ko": ("tiếng Hàn", "Korean"),
    "ja": ("tiếng Nhật", "Japanese"), "de": ("tiếng Đức", "German"), "lo": ("tiếng Lào", "Lao"),
}  # fmt: skip
_SPOKEN: Final = {
    "BY": "ru", "RU": "ru", "KZ": "ru", "FR": "fr", "IR": "fa", "CN": "zh", "AE": "ar",
    "QA": "ar", "KR": "ko", "JP": "ja", "DE": "de", "LA": "lo",
}  # fmt: skip
_ABOUT: Final = re.compile(r"\b(?:về|on|concerning) (.+?)(?= giữa | between |$)")
_HEADS: Final = {
    "vi": ("Điều {n}. {t}", "ĐIỀU {n}. {t}", "Điều {n}: {t}", "{n}. {t}", "Mục {r}. {t}"),
    "en": ("Article {n}. {t}", "ARTICLE {n}. {t}", "Article {r} – {t}", "{n}. {t}",
           "Section {n}. {t}"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Section:
    """An article: its title and its sentences."""

    title: Pair
    sentences: Sequence[Pair]
    is_whole: bool = False
    """Whether all sentences stand in one paragraph."""


class Frame:
    """Where number, day, place and signatures of one agreement stand."""

    def __init__(self, writer: Writer, day: Pair, *, number: str = "") -> None:
        self.writer, self.dice, self.facts, self.told = (
            writer, writer.dice, writer.facts, writer.told,
        )  # fmt: skip
        self.day, self.gap = day, number
        self.heads, self.opens, self.closes = False, False, False
        dice = self.dice
        self.number = number or (f"{dice.number(1, 480):02d}" if dice.happens(0.7) else "")
        self.is_named = not dice.happens(0.12)
        first, second = (joined(side, "plain") for side in self.facts.sides)
        self.subtitle = writer.say("subtitle", A=first, B=second)
        self.style = dice.number(0, 4)
        self.signature_style = dice.number(0, 3)
        self.shouts = dice.happens(0.25)

    def name_parties_and_level(self) -> None:
        """Note what follows from names and titles."""
        facts, told, own = self.facts, self.told, self.writer.own
        told.say("official_name", facts.instrument["code"])
        told.say("official_name_printed", *(n for name in own(facts.name) for n in _names(name)))
        subtitles = own((_small(self.subtitle[0]), _small(self.subtitle[1])))
        names = own(facts.name)
        titles = [f"{_sentence(a)} {b}" for a, b in zip(names, subtitles, strict=True)]
        for language, title in zip(self._shown(), titles, strict=True):
            told.say(f"title_{language}", title)
        if own(facts.topics_text)[0] in subtitles[0]:
            about = (other for text in subtitles for other in _about(text))
            told.say("subject", subtitles[0], *subtitles, *titles, *about, *own(facts.topics_text))
        else:
            told.leave_open("subject")
        for name in ("signing_level", "laterality"):
            told.leave_open(name)
        if len(facts.home) == len(facts.abroad) == 1:
            told.say("laterality", "bilateral")
            told.say("signing_level", facts.home[0].level)

    def place_day(self) -> None:
        """Decide where day and place stand, and note the place."""
        dice, both = self.dice, self.dice.happens(0.15)
        where = dice.pick(("head", "opening", "end"))
        if self.writer.language == "en" and where == "head":
            where = "end"
        self.heads = where == "head" or bool(self.gap)
        self.opens = where == "opening" or (both and where == "head")
        self.closes = where == "end" or (both and where == "opening")
        facts = self.facts
        self.told.say("signed_place", *self.writer.own(facts.city))
        self.told.allow("signed_country", facts.city_country)
        self.told.leave_open("languages")

    def opened(self) -> Pair:
        """Tell day and place in the first sentences."""
        return self.writer.say("opened_on", d=self.day, D=self._raised_day(), c=self._city())

    def done(self) -> Pair:
        """Tell day and place at the end, and perhaps languages and the authentic text."""
        say, dice = self.writer.say, self.dice
        kind = dice.pick(("done_equal", "done_equal", "done_prevails", "done_plain"))
        if kind == "done_plain":
            return say(kind, d=self.day, c=self._city())
        codes = ["vi", "en"]
        third = _SPOKEN.get(self.facts.abroad[0].country)
        if third and dice.happens(0.3):
            codes.insert(1, third)
        self.told.say("languages", " ".join(codes))
        spoken = _spoken(codes)
        if kind == "done_equal":
            self.told.say("authentic_text", "equal")
            return say(kind, d=self.day, c=self._city(), l=spoken)
        code = dice.pick(("en", "en", "vi"))
        sentence = say(kind, d=self.day, c=self._city(), l=spoken, x=_LANGUAGES[code])
        is_equal = "như nhau" in sentence[0] or "equally" in sentence[1]
        self.told.say("authentic_text", code, *(["equal"] if is_equal else []))
        return sentence

    def represented(self) -> list[Pair]:
        """Name who signs, in lines below the opening."""
        parties = [*self.facts.sides[0], *self.facts.sides[1]]
        return [self.writer.represented(p.signer, foreign=not p.level) for p in parties]

    def manuscript(self, body: tuple[Block, ...], language: Language) -> Manuscript:
        """Put head, titles and signatures round `body`."""
        columns = {"vi": (0,), "en": (1,), "bilingual": (0, 1)}[language]
        titles = [
            text for at in columns for text in (self.facts.name[at], self._below_title(at))
        ]  # fmt: skip
        sides = self._sides(columns[0])
        size = 10.5 if language == "bilingual" else self.dice.pick((12.0, 12.5, 13.0))
        signed = self.dice.pick(("", "", "(Đã ký)", "(chữ ký minh họa)"))
        if self.writer.language == "en":
            signed = self.dice.pick(("", "(signed)"))
        head = self._letterhead(language)
        return Manuscript(language, head, tuple(titles), body, sides, size, signed=signed)

    def _below_title(self, at: int) -> str:
        return self.subtitle[at].upper() if self.shouts else _small(self.subtitle[at])

    def _shown(self) -> tuple[str, ...]:
        return {"vi": ("vi",), "en": ("en",)}.get(self.writer.language, ("vi", "en"))

    def _letterhead(self, language: Language) -> Letterhead:
        if language == "en":
            if self.heads and self.writer.language == "bilingual":
                return Letterhead((), STATE_EN, "", f"{self.facts.city[1]}, {self.day[1]}")
            return Letterhead(right=STATE_EN if self.dice.happens() else ())
        dateline = f"{self.facts.city[0]}, {self.day[0]}" if self.heads else ""
        if not self.number:
            return Letterhead((), STATE, "", dateline)
        home = self.facts.home[0]
        notation = f"{self.facts.instrument['sign']}-{home.short}"
        self.told.say("code_notation", notation)
        if not self.gap:
            self.told.say("code_number", self.number)
        left = [home.name[0].upper()]
        if home.level == "unit" and self.dice.happens():
            left.insert(
                0,
                "TỔNG CỤC CHUẨN MỰC SÔNG HƯƠNG" if self.dice.happens() else "BỘ HẠ TẦNG CHẤT LƯỢNG",
            )
        number = self.dice.pick(("Số: ", "Số: ", "Số ")) + f"{self.number}/{notation}"
        return Letterhead(tuple(left), STATE, number, dateline)

    def _sides(self, at: int) -> tuple[Side, ...]:
        first, second = self.facts.sides
        return tuple(
            self._side(organisation, number, at, alone=len(side) == 1)
            for number, side in enumerate((first, second))
            for organisation in side
        )

    def _side(self, organisation: Organisation, number: int, at: int, *, alone: bool) -> Side:
        called = self.facts.calls[number][at].upper().removeprefix("THE ")
        name = organisation.name[at].upper()
        style = self.signature_style if alone else 1
        forms = (
            (f"ĐẠI DIỆN {called}", f"ĐẠI DIỆN {name}", f"THAY MẶT {name}", name),
            (f"FOR {called}", f"FOR THE {name}", f"ON BEHALF OF THE {name}", f"FOR {name}"),
        )
        signer = organisation.signer
        role = signer.titled(at)
        if not self.is_named:
            return Side(forms[at][style], role, "", stamped=number == 0)
        self.writer.note_signatory(
            signer,
            foreign=not organisation.level,
            prefix=signer.prefix if "vi" in self._shown() else "",
        )
        polite = signer.honour[at] if signer.honour[at].endswith(". ") else ""
        return Side(forms[at][style], role, polite + signer.name, stamped=number == 0)

    def _city(self) -> Pair:
        if not self.dice.happens(0.3):
            return self.facts.city
        self.told.say("signed_country", self.facts.city_country)
        vi, en = zip(self.facts.city, self.facts.city_country_text, strict=True)
        longer: Pair = (", ".join(vi), ", ".join(en))
        self.told.say("signed_place", self.writer.own(self.facts.city)[0], *self.writer.own(longer))
        return longer

    def _raised_day(self) -> Pair:
        return self.day[0][0].upper() + self.day[0][1:], self.day[1]


def blocks(
    dice: Dice,
    first: Sequence[Pair],
    sections: Sequence[Section],
    last: Sequence[Pair],
    language: Language,
) -> tuple[Block, ...]:
    """Return the body: paragraphs, numbered articles, paragraphs."""
    found = list(paragraphs(first, language))
    style = dice.number(0, 4)
    for number, section in enumerate(sections, 1):
        heads = [
            dice_head.format(n=number, r=_ROMAN[number - 1], t=title)
            for dice_head, title in zip(
                (_HEADS["vi"][style], _HEADS["en"][style]), section.title, strict=True
            )
        ]
        found.append(Block("article", _columns((heads[0], heads[1]), language)))
        found += paragraphs(_numbered(section), language)
    return (*found, *paragraphs(last, language))


def paragraphs(sentences: Sequence[Pair], language: Language) -> list[Block]:
    """Return a paragraph for each of `sentences`."""
    return [Block("paragraph", _columns(sentence, language)) for sentence in sentences]


def _numbered(section: Section) -> Sequence[Pair]:
    if section.is_whole:
        return [
            (" ".join(s[0] for s in section.sentences), " ".join(s[1] for s in section.sentences))
        ]
    if len(section.sentences) == 1:
        return section.sentences
    return [(f"{n}. {s[0]}", f"{n}. {s[1]}") for n, s in enumerate(section.sentences, 1)]


def _columns(pair: Pair, language: Language) -> tuple[str, ...]:
    return {"vi": pair[:1], "en": pair[1:]}.get(language, pair)


def _spoken(codes: Sequence[str]) -> Pair:
    vi, en = zip(*(_LANGUAGES[code] for code in codes), strict=True)
    return (
        ", ".join(vi[:-1]) + " và " + vi[-1],
        ", ".join(en[:-1]) + " and " + en[-1],
    )


def _names(printed: str) -> list[str]:
    """Return the name of an instrument, and without its abbreviation in brackets."""
    return [printed, printed.partition(" (")[0]]


def _sentence(printed: str) -> str:
    """Return the name of an instrument in small letters, its abbreviation in capitals."""
    name, bracket, short = printed.partition(" (")
    return name.capitalize() + bracket + short


def _about(subtitle: str) -> list[str]:
    """Return what a line below the title says the agreement is about, in some ways."""
    found = _ABOUT.search(subtitle)
    if found is None:
        return []
    return [found.group(), found.group(1), found.group(1).removeprefix("việc ")]


def _small(text: str) -> str:
    return text[0].lower() + text[1:]
