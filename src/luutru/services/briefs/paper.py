"""Puts a brief into words: title, figures, and sections that the window and every form share."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from luutru.i18n import translate
from luutru.records.code_lists import code_list
from luutru.services.authorities.naming import NameRow
from luutru.services.briefs.gathering import Brief
from luutru.services.life.successors import with_succession
from luutru.services.milestones.rows import MilestoneRow
from luutru.services.milestones.standing import Standing
from luutru.services.partners import Partner
from luutru.services.rows import AgreementRow
from luutru.services.tables.table import Column
from luutru.vietnamese.dates import short

AGREEMENTS, DUTIES, WORDS = "agreements", "duties", "words"


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the brief: a table, or a sentence where it has nothing to tell."""

    heading: str
    kind: str
    """What its rows are: `AGREEMENTS`, `DUTIES` or `WORDS`."""
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    empty: str
    """What is said where there is no row."""
    keys: tuple[str, ...] = ()
    """The reference of the agreement behind each row."""
    states: tuple["State", ...] = ()
    """The status, or the standing, behind the last word of each row."""


@dataclass(frozen=True, slots=True)
class State:
    """How what a row tells of stands."""

    code: str
    """A status, `ending_soon` which lies over one, or a standing."""
    words: str
    succeeded: bool = False
    """Whether others took over from a party of the agreement."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A brief in words."""

    title: str
    about: tuple[str, ...]
    figures: tuple[tuple[str, str], ...]
    """A number, and what it counts."""
    sections: tuple[Section, ...]


def paper_of(brief: Brief, archive_name: str) -> Paper:
    """Return a brief in the words of the reader's language."""
    day = short(brief.today.isoformat())
    known = brief.partner.called if brief.partner and brief.partner.short else ""
    about = (known, archive_name, translate("As of {day}", day=day))
    sections = [
        _partners(brief.partners),
        _agreements(translate("In force, signed or suspended"), brief.holding,
                    translate("Nothing is in force.")),
        _agreements(translate("Undetermined"), brief.unclear,
                    translate("Nothing is undetermined.")),
        _duties(brief.duties),
        _agreements(translate("Over"), brief.over, translate("Nothing is over yet.")),
    ]  # fmt: skip
    if brief.contacts:
        sections.insert(1, _contacts(brief.contacts))
    return Paper(
        title=translate("Brief: {subject}", subject=brief.subject),
        about=tuple(filter(None, about)),
        figures=_figures(brief),
        sections=tuple(sections),
    )


def _figures(brief: Brief) -> tuple[tuple[str, str], ...]:
    told = (
        (brief.agreements, translate("signed in all")),
        (brief.count("in_force"), translate("in force")),
        (brief.count("signed"), translate("not yet in force")),
        (brief.count("undetermined", "draft"), translate("undetermined")),
        (len(brief.over), translate("over")),
        (len(brief.duties), translate("milestones open")),
        (brief.overdue, translate("of them late")),
    )
    always = (0, 1, 5)
    return tuple(
        (str(count), words) for n, (count, words) in enumerate(told) if count or n in always
    )


def _partners(partners: Sequence[Partner]) -> Section:
    columns = (
        Column(translate("Name today"), 44),
        Column(translate("Abbreviation"), 12),
        Column(translate("Other names"), 36),
        Column(translate("Agreements"), 14, "number"),
    )
    rows = tuple((one.called, one.short, _others(one), str(one.agreements)) for one in partners)
    heading = translate("Partners") if len(partners) != 1 else translate("Partner")
    return Section(heading, WORDS, columns, rows, translate("No partner is recorded."))


def _others(partner: Partner) -> str:
    """Return the names it does not go by today, each with its span of time."""
    told = dict.fromkeys(_named(name) for name in partner.names if name.name != partner.called)
    return "; ".join(told)


def _named(name: NameRow) -> str:
    if name.valid_from is None and name.valid_to is None:
        return name.name
    first = str(name.valid_from.year) if name.valid_from else "…"
    last = str(name.valid_to.year) if name.valid_to else "…"
    return f"{name.name} ({first}–{last})"


def _contacts(contacts: Iterable[str]) -> Section:
    columns = (Column(translate("Contacts"), 100),)
    rows = tuple((text,) for text in contacts)
    return Section(translate("Contacts"), WORDS, columns, rows, "")


def _agreements(heading: str, rows: Sequence[AgreementRow], empty: str) -> Section:
    columns = (
        Column(translate("Number"), 14),
        Column(translate("Title"), 46),
        Column(translate("Partner"), 16),
        Column(translate("Signed on"), 14),
        Column(translate("Expires on"), 14),
        Column(translate("Status"), 18),
    )
    told = tuple(
        (
            row.number or row.reference,
            row.title,
            ", ".join(row.partners),
            _day(row.signed_on),
            _day(row.expires_on),
            with_succession(_status(row), row.succeeded_by),
        )
        for row in rows
    )
    states = (State(_code(row), _status(row), bool(row.succeeded_by)) for row in rows)
    return Section(
        _counted(heading, len(rows)), AGREEMENTS, columns, told, empty,
        keys=tuple(row.reference for row in rows), states=tuple(states),
    )  # fmt: skip


def _code(row: AgreementRow) -> str:
    return "ending_soon" if row.status == "in_force" and row.ending_soon else row.status


def _status(row: AgreementRow) -> str:
    if _code(row) == "ending_soon":
        return translate("Ending soon")
    return code_list("status").label(row.status)


def _duties(duties: Sequence[MilestoneRow]) -> Section:
    columns = (
        Column(translate("Due on"), 14),
        Column(translate("Milestone"), 46),
        Column(translate("Agreement"), 14),
        Column(translate("Owner"), 24),
        Column(translate("State"), 16),
    )
    told = tuple(
        (
            _day(one.due_on.isoformat()) if one.due_on else translate("no day"),
            one.called,
            one.reference,
            one.owner,
            _state(one),
        )
        for one in duties
    )
    return Section(
        _counted(translate("Still to do"), len(duties)), DUTIES, columns, told,
        translate("Nothing is open."),
        keys=tuple(one.reference for one in duties),
        states=tuple(State(one.standing.value, _state(one)) for one in duties),
    )  # fmt: skip


def _state(one: MilestoneRow) -> str:
    if one.standing is Standing.OVERDUE:
        return translate("Overdue")
    return code_list("milestone_state").label(one.state)


def _counted(heading: str, count: int) -> str:
    return f"{heading} ({count})" if count else heading


def _day(edtf: str) -> str:
    return short(edtf) if edtf else ""
