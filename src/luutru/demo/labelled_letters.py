"""Labelled texts without the form of an agreement: letters, minutes, news."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from luutru.demo.labelled_clauses import Writer, joined
from luutru.demo.labelled_facts import facts
from luutru.demo.labelled_frame import STATE, STATE_EN, Section, blocks, paragraphs
from luutru.demo.labelled_told import Told
from luutru.demo.labelled_words import Dice, Pair, days_between, stock, written_day
from luutru.demo.manuscript import Block, Letterhead, Manuscript, Side
from luutru.demo.truth import Language

_OPEN_IN_LETTERS: Final = (
    "official_name", "official_name_printed", "title_vi", "title_en", "laterality",
    "signing_level", "duration", "renewal", "renewal_period", "effect_rule", "effective_on",
    "open_ended", "languages", "fields",
)  # fmt: skip
_OPEN_IN_NEWS: Final = (
    "title_vi",
    "title_en",
    "subject",
    "languages",
    "laterality",
    "signing_level",
)


def letter(dice: Dice) -> tuple[Manuscript, Told]:
    """Write a letter by which an older agreement is to be extended."""
    language: Language = dice.pick(("vi", "vi", "en"))
    at = 1 if language == "en" else 0
    writer = Writer(dice, facts(dice, alone=True), Told(), language)
    told, given = writer.told, writer.facts
    told.leave_open(*_OPEN_IN_LETTERS)
    home, abroad = given.home[0], given.abroad[0]
    for organisation in (home, abroad):
        writer.note_party(organisation, told_short=False)
    told.say("signed_on", given.signed_on.isoformat())
    told.say("signed_place", given.city[at])
    told.allow("signed_country", given.city_country)
    called = given.called
    names: dict[str, str | Pair] = {"A": home.name, "B": abroad.name, "k": called}
    subject = writer.say("letter_subject", **names)
    low = (subject[0][0].lower() + subject[0][1:], subject[1])
    told.say("subject", low[at], subject[at])
    body = _letter_body(writer, names)
    day = written_day(dice, given.signed_on)
    dateline = f"{given.city[at]}, {day[at]}"
    number = f"{dice.number(12, 2400)}"
    notation = f"{home.short}-{dice.pick(('HTQT', 'VP', 'TCCB', 'KHTC'))}"
    told.say("code_number", number)
    told.say("code_notation", notation)
    head = Letterhead(
        (home.name[at].upper(),),
        STATE_EN if at else STATE,
        ("Số: ", "Ref. No.: ")[at] + f"{number}/{notation}", dateline,
    )  # fmt: skip
    titles = ("", ("V/v ", "Re: ")[at] + (low[0] if not at else subject[1]))
    greeting = Block("paragraph", (("Kính gửi: ", "To: The ")[at] + abroad.name[at],))
    writer.note_signatory(home.signer, foreign=False, prefix="" if at else home.signer.prefix)
    side = Side("", home.signer.titled(at), home.signer.name, stamped=True)
    text = (greeting, *paragraphs(body, language))
    return Manuscript(language, head, titles, text, (Side(""), side), 13.0, signed=""), told


def _letter_body(writer: Writer, names: dict[str, str | Pair]) -> list[Pair]:
    dice, given, told = writer.dice, writer.facts, writer.told
    older = given.signed_on - timedelta(days=dice.number(700, 1800))
    refers = writer.say(
        "letter_refers",
        o=written_day(dice, older),
        m=f"{dice.number(1, 90):02d}/BGN-{dice.pick(('CU', 'HT', 'QT'))}",
        **names,
    )
    body = [writer.say("letter_first", **names), refers, writer.say("plain")]
    if dice.happens(0.75):
        until = given.signed_on.replace(year=given.signed_on.year + dice.number(1, 5))
        told.say("expires_on", until.isoformat())
        sentence = writer.say("letter_extends", n=written_day(dice, until))
        writer.mention(sentence, "fixed", due_on=until.isoformat())
        body.append(sentence)
    if dice.happens():
        body.append(writer.milestone())
    return [*body, writer.say("letter_last", **names)]


def minutes(
    dice: Dice, language: Language, sections: Callable[[Writer], list[Section]]
) -> tuple[Manuscript, Told]:
    """Write minutes: the day far above what was agreed, other days between."""
    at = 1 if language == "en" else 0
    given = replace(facts(dice, alone=True), itself=("Biên bản này", "This document"))
    writer = Writer(dice, given, Told(), language)
    told = writer.told
    name = dice.pick(stock()["minutes"]["names"])
    told.say("official_name", name[2])
    told.say("official_name_printed", name[at])
    told.leave_open("languages", "title_vi", "title_en", "subject")
    told.say("laterality", "bilateral")
    told.say("signing_level", given.home[0].level)
    told.say("signed_on", given.signed_on.isoformat())
    told.say("signed_place", given.city[at])
    told.allow("signed_country", given.city_country)
    below = writer.say(
        "subtitle", A=joined(given.sides[0], "plain"), B=joined(given.sides[1], "plain")
    )
    first = [
        writer.distractor(),
        writer.say("minutes_time", d=written_day(dice, given.signed_on)),
        writer.say("minutes_place", c=given.city),
        writer.opening("short"),
    ]
    first += [writer.represented(p.signer, foreign=not p.level) for s in given.sides for p in s]
    first += [writer.distractor(), writer.distractor()]
    last = writer.witnesses()
    body = blocks(dice, first, sections(writer), last, language)
    titles = (name[at], below[at][0].lower() + below[at][1:])
    sides = []
    for number, (party,) in enumerate(given.sides):
        called = given.calls[number][at].upper().removeprefix("THE ")
        sides.append(Side((("ĐẠI DIỆN ", "FOR ")[at]) + called, "", party.signer.name))
    head = Letterhead(right=STATE if not at else ())
    return Manuscript(language, head, titles, body, tuple(sides), 12.5, signed=""), told


def news(dice: Dice, language: Language) -> tuple[Manuscript, Told]:
    """Write a report of a signing among other events, perhaps without its day and place."""
    at = 1 if language == "en" else 0
    writer = Writer(dice, facts(dice, alone=True), Told(), language)
    told, given = writer.told, writer.facts
    told.leave_open(*_OPEN_IN_NEWS)
    told.say("official_name", given.instrument["code"])
    told.say("official_name_printed", given.called[at])
    parties = {"A": joined(given.home, "short"), "B": joined(given.abroad, "short")}
    for party in (*given.home, *given.abroad):
        writer.note_party(party, told_short=True)
    writer.note_topics()
    day = written_day(dice, given.signed_on)
    called = (given.called[0].lower(), given.called[1])
    main: dict[str, str | Pair] = {**parties, "k": called}
    if dice.happens(0.65):
        told.say("signed_on", given.signed_on.isoformat())
        told.say("signed_place", given.city[at])
        told.allow("signed_country", given.city_country)
        raised = (day[0][0].upper() + day[0][1:], day[1])
        lines = [writer.say("news_first", d=day, D=raised, c=given.city, **main)]
    else:
        lines = [writer.say("news_silent", **main)]
    before = [_around(writer, given.signed_on) for _ in range(dice.number(1, 3))]
    after = [_around(writer, given.signed_on) for _ in range(dice.number(1, 3))]
    lines = [*before, *lines, *after]
    if dice.happens():
        lines.append(_caption(writer))
    lines += writer.witnesses()
    title = stock()["say"]["news_title"]
    head = dice.pick(title["en" if at else "vi"])
    body = tuple(paragraphs(_run_together(dice, lines), language))
    return Manuscript(language, Letterhead(), (head,), body, (), 13.0), told


def _around(writer: Writer, day: date) -> Pair:
    dice = writer.dice
    near = day + timedelta(days=dice.number(-20, 20))
    other = dice.pick(stock()["countries"])
    return writer.say(
        "news_around", e=written_day(dice, day - timedelta(days=dice.number(3, 60))),
        f=written_day(dice, day + timedelta(days=dice.number(5, 60))),
        i=days_between(dice, near.replace(day=dice.number(1, 20)), 3),
        o=(other["vi"][0], other["en"][0]),
    )  # fmt: skip


def _caption(writer: Writer) -> Pair:
    ours, theirs = writer.facts.home[0].signer, writer.facts.abroad[0].signer
    writer.note_signatory(ours, foreign=False)
    writer.note_signatory(theirs, foreign=True)
    return writer.say(
        "news_signed", w1=ours.honour, n1=ours.name, r1=ours.role,
        w2=theirs.honour, n2=theirs.name, r2=theirs.role,
    )  # fmt: skip


def _run_together(dice: Dice, lines: list[Pair]) -> list[Pair]:
    """Put sentences that follow each other into one paragraph here and there."""
    found: list[Pair] = []
    for line in lines:
        if found and dice.happens():
            space = "" if dice.happens(0.15) else " "  # careless editors forget it
            found[-1] = (f"{found[-1][0]}{space}{line[0]}", f"{found[-1][1]}{space}{line[1]}")
        else:
            found.append(line)
    return found
