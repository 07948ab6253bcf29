"""Who agrees with whom in a labelled agreement: invented parties, persons, instrument, topics."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

from luutru.demo.labelled_words import Dice, Pair, stock

Style = Literal["plain", "short", "under", "both"]
_NAMED_BY_PLACE: Final = {
    "Hương",
    "Sơn",
    "Đông",
    "Lĩnh",
    "Hạ",
    "Khuê",
    "Vàng",
    "Mã",
    "Hồng",
    "Tùng",
    "Thanh",
    "Nội",
    "Trà",
    "Đỉnh",
    "Giang",
}
"""Last words of names that sound Vietnamese in English, too."""
_LEVELS: Final = {
    "ministry": "ministry", "directorate": "directorate", "department": "directorate",
    "unit": "unit", "institute": "unit", "school": "unit",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who signs or witnesses."""

    name: str
    role: Pair
    honour: Pair = ("", "")
    prefix: str = ""
    """KT., TL. or Q., as printed before the head's title in Vietnamese."""
    head: Pair = ("", "")
    """Whose title stands after the prefix."""

    def titled(self, at: int) -> str:
        """Return what stands above the signature, in lines; the prefix in Vietnamese only."""
        role = self.role[at].upper()
        if at or not self.prefix:
            return role
        if not self.head[0]:
            return f"{self.prefix} {role}"
        return f"{self.prefix} {self.head[0].upper()}\n{role}"


@dataclass(frozen=True, slots=True)
class Organisation:
    """One party."""

    name: Pair
    short: str
    country: str
    """Code, where the text tells the country."""
    signer: Person
    parent: Pair = ("", "")
    """As in "trực thuộc …", or nothing."""
    bare: Pair = ("", "")
    """The name without the country where it is only put behind in brackets."""
    level: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the dice said of one agreement."""

    home: tuple[Organisation, ...]
    abroad: tuple[Organisation, ...]
    home_first: bool
    instrument: dict[str, Any]
    name: Pair
    """Of the instrument, as printed."""
    itself: Pair
    topics: tuple[str, ...]
    topics_text: Pair
    signed_on: date
    city: Pair
    city_country: str
    city_country_text: Pair
    calls: tuple[Pair, Pair]
    """What the text calls the first and the second side."""

    @property
    def called(self) -> Pair:
        """What the instrument is called within a sentence."""
        vi, en = (name.replace("(MOU)", "").replace("(MoU)", "").strip() for name in self.name)
        return vi.capitalize(), en.title().replace(" Of ", " of ").replace(" On ", " on ")

    @property
    def sides(self) -> tuple[tuple[Organisation, ...], tuple[Organisation, ...]]:
        """The two sides in the order of the text."""
        return (self.home, self.abroad) if self.home_first else (self.abroad, self.home)


def facts(dice: Dice, *, alone: bool = False) -> Facts:
    """Throw the dice; with `alone` there is one party a side."""
    country = dice.pick(stock()["countries"])
    counts = (1, 1) if alone or dice.happens(0.7) else dice.pick(((2, 1), (1, 2), (2, 2), (3, 1)))
    home = tuple(_home(dice, kind) for kind in dice.some(list(stock()["home"]), counts[0]))
    abroad = tuple(_abroad(dice, word, country) for word in _words(dice, counts[1]))
    instrument = dice.pick([stock()["instruments"][0], *stock()["instruments"]])
    name = tuple(dice.pick(instrument["names"]))
    itself = dice.pick(instrument["self_vi"]), dice.pick(instrument["self_en"])
    topics, text = _topics(dice)
    at_home = dice.happens(0.6)
    city = dice.pick(stock()["cities"]["home"]) if at_home else country["city"]
    told = ("Việt Nam", "Viet Nam") if at_home else (country["vi"][0], country["en"][0])
    home_first = dice.happens(0.8)
    return Facts(
        home, abroad, home_first, instrument, (name[0], name[1]), itself, topics, text,
        dice.day(1995, 2025), (city[0], city[1]), "VN" if at_home else country["code"], told,
        _calls(dice, home, abroad, home_first=home_first),
    )  # fmt: skip


def person(dice: Dice, *, foreign: bool) -> str:
    """Put a name together from syllables; nobody is called so but by chance."""
    names = stock()["people"]
    if not foreign:
        middle = dice.some(names["middle"], 2 if dice.happens(0.8) else 1)
        return " ".join([dice.pick(names["family"]), *middle, dice.pick(names["given"])])
    words = [
        dice.pick(names["starts"]) + dice.pick(names["middles"]) + dice.pick(names["ends"])
        for _ in range(2 + dice.happens(0.25))
    ]
    return " ".join(words)


def witness(dice: Dice) -> Person:
    """Return someone who looks on."""
    role = dice.pick(stock()["titles"]["witnesses"])
    name = person(dice, foreign=dice.happens())
    return Person(name, (role[0], role[1]), honour(dice))


def honour(dice: Dice) -> Pair:
    """Return Ông, Mr. and the like, or nothing."""
    names = stock()["people"]
    at = dice.number(0, len(names["honours_vi"]) - 1)
    return names["honours_vi"][at], names["honours_en"][at]


def introduced(organisation: Organisation, style: Style) -> Pair:
    """Return the name with its abbreviation in brackets, its superior agency, or both."""
    vi, en = organisation.name
    if style in ("short", "both") and organisation.short:
        vi, en = f"{vi} ({organisation.short})", f"{en} ({organisation.short})"
    if style in ("under", "both") and organisation.parent[0]:
        vi, en = f"{vi}, {organisation.parent[0]},", f"{en}, {organisation.parent[1]},"
    return vi, en


def _home(dice: Dice, kind: str) -> Organisation:
    name = dice.pick(stock()["home"][kind])
    titles = stock()["titles"][kind]
    head: Pair = (titles[0], titles[1])
    deputy: Pair = (titles[2], titles[3])
    signing = dice.number(0, 5)
    called, polite = person(dice, foreign=False), honour(dice)
    if signing < 2:  # noqa: PLR2004  one signer in three is a deputy
        signer = Person(called, deputy, polite, "KT.", head)
    elif signing == 2:  # noqa: PLR2004  and one in six is acting
        signer = Person(called, head, polite, "Q.")
    elif signing == 3 and kind in ("ministry", "directorate"):  # noqa: PLR2004
        role = stock()["titles"]["by_order"]
        signer = Person(called, (role[0], role[1]), polite, "TL.", head)
    else:
        signer = Person(called, head, polite)
    parent: Pair = ("", "")
    if kind in ("unit", "institute") and dice.happens():
        above = dice.pick(stock()["home"]["directorate"])
        under = dice.pick(stock()["abroad"]["under"])
        parent = under[0].format(p=above[0]), under[1].format(p=above[1])
    printed, bare = _of_viet_nam(dice, (name[0], name[1]))
    return Organisation(printed, name[2], "VN", signer, parent, bare, _LEVELS[kind])


def _of_viet_nam(dice: Dice, name: Pair) -> tuple[Pair, Pair]:
    """Return a name that tells its country where nothing else in it does, and without it."""
    vi, en = name
    if dice.happens(0.15):
        vi = dice.pick((f"{vi} Việt Nam", f"{vi} nước CHXHCN Việt Nam"))
    if vi != name[0] or not set(vi.split()[-2:]) & _NAMED_BY_PLACE:
        en = dice.pick((f"{en} of Viet Nam", f"{en} of the Socialist Republic of Viet Nam"))
    return (vi, en), name


def _abroad(dice: Dice, word: str, country: dict[str, Any]) -> Organisation:
    kind = dice.pick(stock()["abroad"]["kinds"])
    vi, en = kind[0].format(n=word), kind[1].format(n=word)
    short = "".join(w[0] for w in en.replace("-", " ").split() if w[0].isupper())
    short += dice.pick(("", "", "I", "A"))
    bare: Pair = (vi, en)
    code = ""
    if dice.happens(0.7):
        code = country["code"]
        form = dice.pick(stock()["abroad"]["with_country"])
        vi = form[0].format(name=vi, c=dice.pick(country["vi"]))
        en = form[1].format(name=en, c=dice.pick(country["en"]))
    role = dice.pick(stock()["titles"]["heads"])
    signer = Person(person(dice, foreign=True), (role[0], role[1]), honour(dice))
    parent: Pair = ("", "")
    if dice.happens(0.25):
        above, under = (
            dice.pick(stock()["abroad"]["parents"]),
            dice.pick(stock()["abroad"]["under"]),
        )
        parent = (
            under[0].format(p=above[0].format(n=word)), under[1].format(p=above[1].format(n=word))
        )  # fmt: skip
    return Organisation((vi, en), short, code, signer, parent, bare)


def _words(dice: Dice, count: int) -> list[str]:
    return dice.some(stock()["abroad"]["words"], count)


def _topics(dice: Dice) -> tuple[tuple[str, ...], Pair]:
    codes = dice.some(list(stock()["topics"]), dice.number(1, 3))
    texts = [dice.pick(stock()["topics"][code]) for code in codes]
    return tuple(codes), (_and([t[0] for t in texts], " và "), _and([t[1] for t in texts], " and "))


def _and(texts: list[str], word: str) -> str:
    return texts[0] if len(texts) == 1 else ", ".join(texts[:-1]) + word + texts[-1]


def _calls(
    dice: Dice,
    home: tuple[Organisation, ...],
    abroad: tuple[Organisation, ...],
    *,
    home_first: bool,
) -> tuple[Pair, Pair]:
    ours: Pair = ("Bên Việt Nam", "the Vietnamese Party")
    theirs: Pair = ("Bên nước ngoài", "the Foreign Party")
    called: list[tuple[Pair, Pair]] = [
        (("Bên A", "Party A"), ("Bên B", "Party B")),
        (("Bên thứ nhất", "the First Party"), ("Bên thứ hai", "the Second Party")),
        (ours, theirs) if home_first else (theirs, ours),
    ]
    if len(home) == len(abroad) == 1:
        shorts = (home[0].short,) * 2, (abroad[0].short,) * 2
        called.append(shorts if home_first else (shorts[1], shorts[0]))
    return dice.pick(called)
