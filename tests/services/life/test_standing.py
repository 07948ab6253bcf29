from datetime import date

import pytest

from luutru.errors import UnacceptableValue
from luutru.records.agreement import Agreement, AgreementEvent, Relation
from luutru.services import lookup, terms
from luutru.services.describe import describe, new_agreement
from luutru.services.life.settings import ending_soon_days, set_ending_soon_days
from luutru.services.life.standing import status_of
from luutru.services.relations.relating import NewRelation, relate, unrelate
from luutru.services.rows import agreement_ids, agreement_rows

IN_FORCE = [("signed_on", "7/12/2023"), ("effect_rule", "on_signing"), ("duration", "P3Y")]


@pytest.fixture
def reference(archive):
    return new_agreement(archive, [("title_vi", "Hợp tác"), *IN_FORCE])


def test_the_rule_that_fits_is_told_with_its_dates(archive, reference):
    told = status_of(archive, reference, date(2026, 1, 1))
    assert (told.status, told.rule) == ("in_force", 7)
    assert told.words == "In effect since 07/12/2023, until 07/12/2026."
    told = status_of(archive, reference, date(2026, 12, 8))
    assert (told.status, told.rule) == ("expired", 5)
    assert told.words == "Its term ended on 07/12/2026."
    told = status_of(archive, reference, date(2023, 1, 1))
    assert (told.status, told.rule) == ("draft", 1)


def test_what_is_missing_is_listed(archive, reference):
    describe(archive, reference, [("signed_on", ""), ("effect_rule", ""), ("title_vi", "Khác")])
    told = status_of(archive, reference)
    assert told.status == "draft"
    describe(archive, reference, [("signed_on", "2026"), ("effective_on", "2026")])
    told = status_of(archive, reference, date(2026, 6, 1))
    assert (told.status, told.rule) == ("undetermined", 8)
    assert told.missing == ("the day of signing", "the day of effect")


def test_an_extension_after_the_term_leaves_a_lapse(archive, reference):
    happened(archive, reference, "extension", date(2027, 3, 1), new_expiry="2030-03-01")
    lapsed = status_of(archive, reference, date(2027, 1, 1))
    assert lapsed.status == "expired"
    assert "extended only after 28/02/2027" in lapsed.words
    assert status_of(archive, reference, date(2026, 12, 1)).ending_soon
    later = status_of(archive, reference, date(2027, 3, 1))
    assert later.words == "In effect since 07/12/2023, until 01/03/2030."


def test_an_agreement_that_extends_another_moves_its_end_and_follows_corrections(
    archive, reference
):
    other = new_agreement(archive, [("title_vi", "Gia hạn"), ("expires_on", "7/12/2029")])
    with archive.catalogue.write() as session:
        one, two = (lookup.agreement(session, called) for called in (other, reference))
        day = date(2026, 12, 1)
        session.add(Relation(from_id=one.id, to_id=two.id, kind="extends", effective_on=day))
        terms.derive_in(session, two)
    assert ends(archive, reference) == "2029-12-07"
    describe(archive, other, [("expires_on", "7/12/2031")])
    assert ends(archive, reference) == "2031-12-07"


def test_a_relation_that_is_entered_moves_the_end_and_gives_it_back(archive, reference):
    other = new_agreement(archive, [("title_vi", "Gia hạn"), ("expires_on", "7/12/2029")])
    relate(archive, other, NewRelation("extends", reference, date(2026, 12, 1)))
    assert ends(archive, reference) == "2029-12-07"
    unrelate(archive, other, "extends", reference)
    assert ends(archive, reference) == "2026-12-07"


def test_a_renewal_goes_on_until_a_notice_in_time(archive, reference):
    describe(archive, reference, [
        ("renewal", "automatic"), ("renewal_period", "P1Y"), ("notice_period", "P6M"),
    ])  # fmt: skip
    told = status_of(archive, reference, date(2030, 1, 1))
    assert told.words.endswith("it renews itself, and the running term ends on 07/12/2030.")
    happened(archive, reference, "notice", date(2029, 7, 1))
    assert ends(archive, reference) == "2030-12-07"
    assert status_of(archive, reference, date(2030, 12, 8)).status == "expired"


def test_how_soon_is_soon_is_a_setting_of_the_archive(archive, reference):
    assert not status_of(archive, reference, date(2026, 6, 1)).ending_soon
    set_ending_soon_days(archive, 200)
    assert ending_soon_days(archive) == 200
    assert status_of(archive, reference, date(2026, 6, 1)).ending_soon
    for days in (0, 4000):
        with pytest.raises(UnacceptableValue):
            set_ending_soon_days(archive, days)


def happened(archive, reference, kind, day, **told):
    with archive.catalogue.write() as session:
        agreement: Agreement = lookup.agreement(session, reference)
        session.add(
            AgreementEvent(agreement_id=agreement.id, kind=kind, effective_from=day, **told)
        )
        terms.derive_in(session, agreement)


def ends(archive, reference):
    rows = agreement_rows(archive, agreement_ids(archive))
    return next(row.expires_on for row in rows if row.reference == reference)
