"""The sentences of labelled agreements: each one notes what it says while it is written."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final

from luutru.demo.labelled_facts import Facts, Organisation, Person, Style, introduced, witness
from luutru.demo.labelled_told import LabelledMilestone, Told
from luutru.demo.labelled_words import (
    Dice,
    Pair,
    day_of_year,
    days_between,
    period,
    stock,
    written_day,
)
from luutru.demo.truth import Language

_NOTICES: Final = ("P30D", "P60D", "P90D", "P1M", "P2M", "P3M", "P6M")
_TERMS: Final = ("P1Y", "P2Y", "P3Y", "P4Y", "P5Y", "P18M", "P24M", "P36M")
_DEADLINES: Final = ("P15D", "P20D", "P30D", "P45D", "P60D", "P90D", "P1M", "P2M", "P3M", "P6M")
_HANDED_SHARE: Final = 0.3
GAP: Final = "……"
"""What is left open for the pen."""


class Writer:
    """Writes the sentences of one agreement."""

    def __init__(
        self, dice: Dice, facts: Facts, told: Told, language: Language, *, gaps: bool = False
    ) -> None:
        self.dice, self.facts, self.told = dice, facts, told
        self.language, self.gaps = language, gaps
        self._said: set[str] = set()

    def own(self, pair: Pair) -> tuple[str, ...]:
        """Return what of `pair` the text shows, the Vietnamese before the English."""
        return {"vi": pair[:1], "en": pair[1:]}.get(self.language, pair)

    def say(self, kind: str, **places: str | Pair) -> Pair:
        """Return one wording of `kind` in each language, with what belongs into its `places`."""
        wordings = stock()["say"][kind]
        return self.filled(self._fresh(wordings["vi"]), self._fresh(wordings["en"]), places)

    def promise(self, sentence: Pair, milestone: LabelledMilestone) -> None:
        """Note that `sentence` holds `milestone`."""
        self.told.milestones.append(replace(milestone, sentence=self.own(sentence)[0]))

    def mention(self, sentence: Pair, anchor: str, offset: str = "", *, due_on: str = "") -> None:
        """Note a day that `sentence` tells and that a reader may enter as a milestone or leave."""
        milestone = LabelledMilestone(
            "contractual", anchor, offset, due_on=due_on, is_required=False
        )
        self.promise(sentence, milestone)

    def _fresh(self, wordings: Sequence[str]) -> str:
        """Return a wording that this text has not used yet, as long as there are any."""
        unused = [wording for wording in wordings if wording not in self._said]
        wording = self.dice.pick(unused or wordings)
        self._said.add(wording)
        return wording

    def filled(self, vi: str, en: str, places: Mapping[str, str | Pair]) -> Pair:
        """Put what every sentence may speak of into the places of `vi` and `en`."""
        itself, (a, b) = self.facts.itself, self.facts.calls
        known: dict[str, str | Pair] = {
            "it": itself, "it_low": (_lowered(itself[0]), _lowered(itself[1])),
            "a": a, "b": b, "t": self.facts.topics_text, **places,
        }  # fmt: skip
        texts = (text.format(**_column(known, at)) for at, text in enumerate((vi, en)))
        first, second = (text.replace(",,", ",") for text in texts)
        return _raised(first), _raised(second)

    def opening(self, style: Style) -> Pair:
        """Introduce the parties."""
        first, second = self.facts.sides
        for organisation in (*self.facts.home, *self.facts.abroad):
            called = {name for pair in self.facts.calls for name in pair}
            is_short = style in ("short", "both") or organisation.short in called
            self.note_party(organisation, told_short=is_short)
        return self.say("opening", A=joined(first, style), B=joined(second, style))

    def note_party(self, organisation: Organisation, *, told_short: bool) -> None:
        """Note a party under the names it may be entered by."""
        side = "vietnamese" if organisation.level else "foreign"
        short = organisation.short if told_short else ""
        name, *others = self.own(organisation.name)
        value = f"{name}; {short}; {organisation.country}".rstrip("; ")
        self.told.say(f"party.{side}", value, *others, *filter(None, self.own(organisation.bare)))

    def represented(self, person: Person, *, foreign: bool) -> Pair:
        """Name who signs for a party, in a line of its own."""
        self.note_signatory(person, foreign=foreign)
        return self.say("represented", w=person.honour, n=person.name, r=person.role)

    def note_signatory(self, person: Person, *, foreign: bool, prefix: str = "") -> None:
        """Note who signs; the prefix counts only where it is printed."""
        side = "foreign" if foreign else "vietnamese"
        entries = self.told.fields.get(f"signatory.{side}", [])
        role, *others = self.own(person.role)
        value = f"{person.name}; {role}; {prefix}".rstrip("; ")
        for entry in entries:
            if entry.startswith(f"{person.name};"):
                entries.remove(entry)
                break
        self.told.say(f"signatory.{side}", value, *others)

    def topics(self) -> Pair:
        """Tell in what the parties cooperate."""
        self.note_topics()
        return self.say("topics")

    def note_topics(self) -> None:
        """Note the fields of cooperation; what is done in them may be entered as one, too."""
        self.told.say("fields", " ".join(self.facts.topics))
        near = {"accreditation": "conformity", "halal": "conformity"}
        codes = [near[code] for code in self.facts.topics if code in near]
        self.told.allow("fields", "training", "information", *codes)

    def witnesses(self) -> list[Pair]:
        """Tell who looked on, if anybody did."""
        found = []
        for _ in range(self.dice.pick((0, 0, 0, 1, 1, 2))):
            person = witness(self.dice)
            event = "hand_over" if self.dice.happens(_HANDED_SHARE) else "signing"
            kind = "handed_over" if event == "hand_over" else "witness"
            role, *others = self.own(person.role)
            self.told.say("witness", f"{person.name}; {role}; {event}", *others)
            found.append(self.say(kind, w=person.honour, n=person.name, r=person.role))
        return found

    def distractor(self) -> Pair:
        """Say something with days and numbers that is no fact of this agreement."""
        before = self.facts.signed_on - timedelta(days=self.dice.number(40, 1400))
        other = self.dice.pick([
            c for c in stock()["countries"]
            if c["code"] not in {self.facts.city_country, *(o.country for o in self.facts.abroad)}
        ])  # fmt: skip
        return self.say(
            "distractors",
            m=str(self.dice.number(12, 990)), s=self.facts.home[0].short,
            e=written_day(self.dice, before), y=str(self.dice.number(2, 9)),
            i=days_between(self.dice, before.replace(day=self.dice.number(1, 20)), 3),
            o=(other["vi"][0], other["en"][0]),
        )  # fmt: skip

    def may(self) -> Pair:
        """Say what the parties may do, which binds nobody to a day."""
        return self.say("may", p=period(self.dice, self.dice.pick(_DEADLINES)))

    def effect(self) -> Pair | None:
        """Tell when it begins to have effect, or nothing."""
        rule = self.dice.pick(("on_signing", "on_signing", "on_notification", "on_day",
                               "by_agreement", ""))  # fmt: skip
        if not rule:
            return None
        self.told.say("effect_rule", rule)
        if rule == "on_signing":
            self.told.allow("effective_on", *self.told.fields.get("signed_on", ()))
        if rule != "on_day":
            return self.say(f"effect_{rule}")
        day = self.facts.signed_on + timedelta(days=self.dice.number(10, 200))
        self.told.say("effective_on", day.isoformat())
        return self.say("effect_on_day", d=written_day(self.dice, day))

    def term(self) -> list[Pair]:
        """Tell how long it lasts, whether it goes on, and how it is ended; perhaps nothing."""
        notice = self.dice.pick(_NOTICES)
        kind = self.dice.pick(("duration", "duration", "duration", "expires_on", "open_ended", ""))
        found = [self._lasting(kind)] if kind else []
        if kind in ("duration", "expires_on"):
            found += self._renewal(notice)
        if self.dice.happens(0.6):
            found.append(self._termination(notice))
        return found

    def _lasting(self, kind: str) -> Pair:
        if kind == "open_ended":
            self.told.say("open_ended", "yes")
            return self.say("open_ended")
        self.told.leave_open("expires_on")
        self.told.allow("open_ended", "no")
        if kind == "expires_on":
            years = self.dice.number(1, 5)
            day = self.facts.signed_on.replace(year=self.facts.signed_on.year + years)
            self.told.say("expires_on", day.isoformat())
            self.told.leave_open("duration")
            sentence = self.say("expires_on", d=written_day(self.dice, day))
            self.mention(sentence, "fixed", due_on=day.isoformat())
        elif self.gaps and self.dice.happens():
            sentence = self.say("duration", p=(f"{GAP} năm", f"{GAP} years"))
        else:
            length = self.dice.pick(_TERMS)
            self.told.say("duration", length)
            sentence = self.say("duration", p=period(self.dice, length))
        if any("ngày ký" in text or "of signature" in text for text in self.own(sentence)):
            self.told.allow("effect_rule", "on_signing")
        self.mention(sentence, "expiry")
        return sentence

    def _renewal(self, notice: str) -> list[Pair]:
        kind = self.dice.pick(("automatic", "automatic", "written", "none", ""))
        if not kind:
            return []
        self.told.say("renewal", kind)
        if kind != "automatic":
            sentence = self.say(f"renewal_{kind}")
            if kind == "written":
                self.mention(sentence, "expiry")
            return [sentence]
        again = self.dice.pick(("P1Y", "P2Y", "P3Y", "P5Y", "P12M"))
        self.told.say("renewal_period", again)
        said, written = self._notice(notice)
        sentence = self.say("renewal_automatic", r=period(self.dice, again), n=written)
        if said:
            self.promise(sentence, LabelledMilestone("contractual", "expiry", f"-{notice}"))
        return [sentence]

    def _termination(self, notice: str) -> Pair:
        said, written = self._notice(notice)
        sentence = self.say("termination", n=written)
        if said:
            self.mention(sentence, "event", notice)
            self.mention(sentence, "event", f"-{notice}")
        return sentence

    def _notice(self, notice: str) -> tuple[bool, Pair]:
        """Return whether the period of notice is told, and its words."""
        if self.gaps and "notice_period" not in self.told.fields and self.dice.happens(0.6):
            return False, (f"{GAP} tháng", f"{GAP} months")
        self.told.say("notice_period", notice)
        return True, period(self.dice, notice)

    def non_binding(self) -> Pair | None:
        """Say that it binds nobody in law, or nothing."""
        if self.dice.happens(0.45):
            self.told.say("non_binding", "yes")
            return self.say("non_binding")
        return None

    def milestone(self) -> Pair:
        """Promise something."""
        table = self.dice.pick(stock()["say"]["milestones"])
        whom = stock()["say"]["who"]
        at = self.dice.number(0, 3)
        who = self.filled(whom["vi"][at], whom["en"][at], {})
        who = (who[0] if at > 1 else _lowered(who[0]), _lowered(who[1]))
        length = self.dice.pick(_DEADLINES)
        day = self.facts.signed_on + timedelta(days=self.dice.number(60, 700))
        sentence = self.filled(
            self._fresh(table["vi"]), self._fresh(table["en"]),
            {"q": who, "p": period(self.dice, length), "g": day_of_year(self.dice, day),
             "d": written_day(self.dice, day)},
        )  # fmt: skip
        every = table.get("every", "").format(month=day.month, day=day.day)
        counted = table["anchor"] not in ("fixed", "")
        milestone = LabelledMilestone(
            table["kind"],
            table["anchor"],
            ("-" if table.get("before") else "") + length if counted else "",
            every,
            day.isoformat() if table.get("dated") else "",
        )
        self.promise(sentence, milestone)
        return sentence


def joined(organisations: tuple[Organisation, ...], style: Style) -> Pair:
    """Join the names of one side; the English ones each have their article but the first."""
    names = [introduced(organisation, style) for organisation in organisations]
    vi, en = [name[0] for name in names], [name[1] for name in names]
    if len(names) == 1:
        return vi[0], en[0]
    return ", ".join(vi[:-1]) + " và " + vi[-1], ", the ".join(en[:-1]) + " and the " + en[-1]


def _column(places: Mapping[str, str | Pair], at: int) -> dict[str, str]:
    return {k: value if isinstance(value, str) else value[at] for k, value in places.items()}


def _lowered(text: str) -> str:
    """Begin `text` with a small letter, unless its first word is written in capitals."""
    first = text.split(maxsplit=1)[0]
    return text if sum(map(str.isupper, first)) > 1 else text[0].lower() + text[1:]


def _raised(text: str) -> str:
    return text[0].upper() + text[1:]
