"""Makes the lanes of the timeline: agreements by field, by partner, or one lane a partner."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from enum import StrEnum

from luutru.gui.agreements.row_words import status_words
from luutru.gui.formats import day
from luutru.gui.milestones.shown import Shown
from luutru.gui.milestones.timeline.lanes import Bar, Group, Lane
from luutru.i18n import translate, translate_count
from luutru.records.code_lists import code_list
from luutru.records.days import span_of
from luutru.services.milestones.rows import MilestoneRow
from luutru.services.rows import AgreementRow
from luutru.vietnamese.collation import collation_key


class Grouping(StrEnum):
    """What the lanes are put together by."""

    FIELD = "field"
    PARTNER = "partner"
    ONE_LINE = "one_line"
    """One lane for each partner: all that is to be followed up with it."""


def groups(shown: Shown, by: Grouping) -> list[Group]:
    """Return the lanes of all agreements that are shown, under their headings."""
    rows: defaultdict[int, list[MilestoneRow]] = defaultdict(list)
    for row in shown.rows:
        rows[row.agreement_id].append(row)
    told = [
        (agreement, rows[number])
        for number, agreement in (shown.agreements or {}).items()
        if number in rows
    ]
    if by is Grouping.ONE_LINE:
        return _one_line(told)
    key = _field if by is Grouping.FIELD else _partner
    return [
        Group(name, name or _without(by), tuple(_lane(*one) for one in some))
        for name, some in _together(told, key)
    ]


_Told = tuple[AgreementRow, list[MilestoneRow]]


def _together(told: Iterable[_Told], key: Callable[[_Told], str]) -> list[tuple[str, list[_Told]]]:
    found: defaultdict[str, list[_Told]] = defaultdict(list)
    for one in told:
        found[key(one)].append(one)
    return sorted(found.items(), key=lambda pair: (not pair[0], collation_key(pair[0])))


def _field(told: _Told) -> str:
    fields = told[1][0].fields
    return code_list("cooperation_field").label(fields[0]) if fields else ""


def _partner(told: _Told) -> str:
    return told[0].partners[0] if told[0].partners else ""


def _without(by: Grouping) -> str:
    return translate("Without a field") if by is Grouping.FIELD else translate("Without a partner")


def _lane(agreement: AgreementRow, rows: Sequence[MilestoneRow]) -> Lane:
    look, word = status_words(agreement)
    countries = code_list("country")
    partner = agreement.partners[:1]
    where = map(countries.label, agreement.countries[:1])
    return Lane(
        key=agreement.reference,
        title=" – ".join((*partner, agreement.title)),
        caption=" · ".join((agreement.number or agreement.reference, *where, *_undated(rows))),
        reference=agreement.reference,
        state=look.state,
        status=word,
        bars=(_bar(agreement),),
        marks=_marks(rows),
    )


def _one_line(told: Iterable[_Told]) -> list[Group]:
    lanes = []
    for name, some in _together(told, _partner):
        rows = [row for _agreement, rows in some for row in rows]
        many = translate_count("{count} agreement", "{count} agreements", len(some))
        due = translate_count("{count} milestone", "{count} milestones", len(rows))
        lanes.append(
            Lane(
                key=f"partner:{name}",
                title=name or _without(Grouping.PARTNER),
                caption=f"{many} · {due}",
                reference="",
                state="",
                status="",
                bars=tuple(_bar(agreement) for agreement, _rows in some),
                marks=_marks(rows),
            )
        )
    return [Group("partners", translate("Partners"), tuple(lanes))] if lanes else []


def _undated(rows: Iterable[MilestoneRow]) -> list[str]:
    """Say how many milestones have no place on the timeline."""
    many = sum(row.due_on is None for row in rows)
    return [translate_count("{count} without a day", "{count} without a day", many)] if many else []


def _marks(rows: Iterable[MilestoneRow]) -> tuple[MilestoneRow, ...]:
    dated = (row for row in rows if row.due_on is not None)
    return tuple(sorted(dated, key=lambda row: (row.due_on or date.max, row.id)))


def _bar(agreement: AgreementRow) -> Bar:
    ends = span_of(agreement.expires_on).last if agreement.expires_on else None
    begun = agreement.effective_on or agreement.signed_on
    told = translate("expires {day}", day=day(agreement.expires_on)) if ends else ""
    begins = span_of(begun).first if begun else None
    if begins and ends and ends < begins:
        begins = None
    return Bar(begins, ends, status_words(agreement)[0].state, told)
