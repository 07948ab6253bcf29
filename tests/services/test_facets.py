"""Counts of a result, compared with what counting one agreement after the other comes to."""

import random
from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from luutru import clock
from luutru.records.agreement import Agreement, CooperationField
from luutru.records.party import Authority, AuthorityName, PartyRole
from luutru.services.describe import describe
from luutru.services.facets import Facets, facets
from luutru.services.filters import Filter
from luutru.services.rows import agreement_ids, agreement_rows
from luutru.vietnamese.folding import fold

COUNTRIES = ["BY", "IR", "MY", ""]
INSTRUMENTS = ["memorandum", "accord", ""]
FIELDS = ["metrology", "halal", "standardization"]
LEVELS = ["directorate", ""]
SECRECIES = ["none", "secret"]
TITLES = ["Đo lường", "An toàn", "Thử nghiệm"]


@pytest.fixture
def agreements(archive):
    """Some 80 agreements by the throw of dice; returns what there is to be counted of each."""
    dice = random.Random(5)  # noqa: S311  nothing is kept secret by it
    with archive.catalogue.write() as session:
        authorities = [Authority() for _ in range(5)]
        for number, authority in enumerate(authorities):
            authority.names.append(
                AuthorityName(name=f"Viện {number}", name_key=f"{number}", name_fold=f"{number}")
            )
        for number in range(80):
            session.add(_agreement(dice, number, authorities))
    return archive


def _agreement(dice, number, authorities):
    title = dice.choice(TITLES)
    made = Agreement(
        reference=f"2026-{number:04d}",
        fonds_id=1,
        title=title,
        title_key=title,
        title_fold=fold(title),
        official_name=dice.choice(INSTRUMENTS),
        signing_level=dice.choice(LEVELS),
        secrecy=dice.choice(SECRECIES),
        review_state=dice.choice(["reviewed", "awaiting_review"]),
        status_override=dice.choice(["", "", "expired", "in_force"]),
    )
    if dice.random() < 0.5:
        made.ends_last = clock.today() + timedelta(days=dice.choice([-5, 0, 30, 90, 91]))
    if dice.random() < 0.8:
        made.signed_first = date(dice.randint(2019, 2023), 12, 31)
        made.signed_last = date(made.signed_first.year + dice.randint(0, 1), 12, 31)
    made.fields = [CooperationField(code=c) for c in dice.sample(FIELDS, dice.randint(0, 3))]
    made.parties = [
        PartyRole(
            side=dice.choice(["foreign", "foreign", "vietnamese"]),
            name_as_signed="Viện",
            country=dice.choice(COUNTRIES),
        )
        for _ in range(dice.randint(0, 3))
    ]
    for party in made.parties:
        party.authority = dice.choice(authorities)
    return made


def some(values):
    return st.frozensets(st.sampled_from(values), max_size=2)


FILTERS = st.builds(
    Filter,
    text=st.sampled_from(["", "", "do luong", "2026-001"]),
    statuses=some(["expired", "in_force", "undetermined", "draft"]),
    instruments=some(INSTRUMENTS),
    fields=some(FIELDS),
    countries=some(COUNTRIES),
    partners=some([1, 2, 3, 99]),
    levels=some(LEVELS),
    secrecies=some(SECRECIES),
    review_states=some(["reviewed"]),
    endings=st.sampled_from([frozenset(), frozenset({"soon"})]),
    years=st.sampled_from([None, None, (2020, 2021), (2030, 2031)]),
    ids=st.none() | st.frozensets(st.integers(1, 90)),
)


def naive(archive, wanted):
    """Count one agreement after the other."""
    told = {}
    values = _values(archive)
    for name in ("statuses", "instruments", "fields", "countries", "partners", "levels",
                 "secrecies", "endings", "years"):  # fmt: skip
        ids = agreement_ids(archive, wanted.without(name))
        told[name] = Counter(value for key in ids for value in values[key][name])
    return told


def _values(archive):
    rows = {row.id: row for row in agreement_rows(archive, agreement_ids(archive))}
    with archive.catalogue.read() as session:
        return {
            made.id: {
                "statuses": [rows[made.id].status],
                "instruments": [made.official_name],
                "fields": [field.code for field in made.fields],
                "countries": {p.country for p in made.parties if p.side == "foreign"},
                "partners": {str(p.authority_id) for p in made.parties if p.side == "foreign"},
                "levels": [made.signing_level],
                "secrecies": [made.secrecy],
                "endings": ["soon"] if rows[made.id].ending_soon else [],
                "years": [made.signed_first.year] if made.signed_first else [],
            }
            for made in session.query(Agreement)
        }


def counted(told):
    found = {
        name: {value.code: value.count for value in getattr(told, name)}
        for name in Facets.__dataclass_fields__
        if name != "years"
    }
    return found | {"years": dict(told.years)}


def test_the_counts_are_those_of_counting_one_by_one(agreements):
    @settings(max_examples=25, deadline=None)
    @given(FILTERS)
    def compare(wanted):
        assert counted(facets(agreements, wanted)) == naive(agreements, wanted)
        agreements.catalogue.memory.close()  # read for these few alone, or all of them
        assert counted(facets(agreements, wanted)) == naive(agreements, wanted)

    compare()


def test_an_empty_archive_has_nothing_to_count(archive):
    assert facets(archive) == Facets()
    assert facets(archive, Filter(ids=frozenset(), years=(2020, 2021))) == Facets()


def test_what_is_corrected_is_counted_anew(archive, keep):
    reference = keep("Đo lường", official_name="Bản ghi nhớ")
    assert [value.code for value in facets(archive).instruments] == ["memorandum"]
    describe(archive, reference, [("official_name", "Kế hoạch")])
    assert [value.code for value in facets(archive).instruments] == ["plan"]


def test_what_another_program_changes_is_counted_anew(archive, agreements):
    before = facets(archive)
    beside = archive.catalogue.database.writing.connect()
    with beside.begin():
        beside.execute(delete(CooperationField))
    beside.close()
    assert before.fields
    assert facets(archive).fields == ()


def test_another_day_is_counted_anew(archive, keep, monkeypatch):
    keep("Đo lường", signed_on="2023-08-09", effect_rule="khi ký", duration="3 năm")
    monkeypatch.setattr(clock, "today", lambda: date(2024, 1, 1))
    assert [value.code for value in facets(archive).statuses] == ["in_force"]
    monkeypatch.setattr(clock, "today", lambda: date(2027, 1, 1))
    assert [value.code for value in facets(archive).statuses] == ["expired"]


def test_secret_agreements_are_not_counted_where_they_are_not_wanted(agreements):
    told = facets(agreements, Filter(secrecies=frozenset({"none"})))
    rows = agreement_rows(agreements, agreement_ids(agreements))
    open_ones = Counter(row.instrument for row in rows if row.secrecy == "none")
    assert {value.code: value.count for value in told.instruments} == open_ones
