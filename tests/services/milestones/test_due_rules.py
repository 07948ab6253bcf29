"""Rules of days: written, read, reckoned, told in words, with the rule of counting."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luutru import i18n
from luutru.extraction.proposal import Anchor
from luutru.services.milestones.due_rules import DueRule, parse, reckon
from luutru.services.milestones.due_words import counting_words, rule_words
from luutru.services.rules.working_days import ORDINARY

OFFSETS = st.one_of(
    st.just(""),
    st.integers(1, 400).map("P{}D".format),
    st.integers(1, 40).map("P{}M".format),
    st.integers(1, 30).map("{}WD".format),
    st.just("P1Y6M"),
)


def by(text, day):
    rule = parse(text)
    assert rule is not None
    return reckon(rule, dict.fromkeys(Anchor, day))


@settings(deadline=None)
@given(st.sampled_from(["signing", "effect", "expiry"]), OFFSETS, st.booleans())
def test_a_rule_is_read_as_it_was_written(anchor, offset, is_before):
    rule = DueRule(Anchor(anchor), offset, is_before and bool(offset))
    assert parse(str(rule)) == rule


def test_an_event_is_named_after_a_colon():
    assert parse("event+P15D: nhận được thông báo") == DueRule(
        Anchor.EVENT, "P15D", event="nhận được thông báo"
    )
    assert parse("") is None
    assert str(parse(" Signing + p15d ")) == "signing+P15D"


@pytest.mark.parametrize(
    "text", ["signed+P15D", "signing+15", "signing+PD", "signing+0WD", "signing: x", "2026-01-01"]
)
def test_what_is_no_rule_is_refused(text):
    with pytest.raises(ValueError, match="not a"):
        parse(text)


@pytest.mark.parametrize(
    ("rule", "start", "end"),
    [
        ("signing+P15D", date(2023, 12, 7), date(2023, 12, 22)),
        ("signing+P15D", date(2024, 2, 15), date(2024, 3, 1)),
        ("signing+P15D", date(2025, 2, 15), date(2025, 3, 2)),
        ("signing+P15D", date(2023, 12, 20), date(2024, 1, 4)),
        ("effect+P1M", date(2024, 1, 31), date(2024, 2, 29)),
        ("effect+P1Y", date(2024, 2, 29), date(2025, 2, 28)),
        ("effect+P4Y", date(2024, 2, 29), date(2028, 2, 29)),
        ("expiry-P6M", date(2026, 8, 31), date(2026, 2, 28)),
        ("expiry-P3M", date(2024, 5, 31), date(2024, 2, 29)),
        ("expiry-P60D", date(2024, 3, 1), date(2024, 1, 1)),
        ("signing+7WD", date(2024, 2, 1), date(2024, 2, 19)),
        ("signing+7WD", date(2030, 1, 31), date(2030, 2, 18)),
        ("expiry-5WD", date(2026, 2, 23), date(2026, 2, 9)),
        ("signing", date(2026, 2, 23), date(2026, 2, 23)),
    ],
)
def test_days_are_reckoned_as_by_hand(rule, start, end):
    assert by(rule, start) == end


@settings(deadline=None)
@given(st.dates(date(2021, 1, 1), date(2048, 1, 1)), st.integers(1, 30))
def test_working_days_there_and_back_are_the_same(start, count):
    end = by(f"signing+{count}WD", start)
    assert ORDINARY.is_worked(end)
    after = (start + timedelta(n) for n in range(1, (end - start).days + 1))
    assert sum(map(ORDINARY.is_worked, after)) == count
    assert by(f"signing-{count}WD", end) <= start


def test_a_day_that_is_not_known_gives_none():
    assert reckon(DueRule(Anchor.EXPIRY, "P6M", is_before=True), {}) is None


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("signing+7WD", "ngày ký + 7 ngày làm việc"),
        ("expiry-P6M", "6 tháng trước ngày hết hiệu lực"),
        ("effect", "ngày có hiệu lực"),
    ],
)
def test_a_rule_is_told_in_words(rule, said):
    i18n.use_language("vi")
    assert rule_words(parse(rule)) == said


def test_the_rule_of_counting_is_told_beside_the_day():
    rule = parse("signing+P15D")
    worked = counting_words(rule, date(2024, 2, 5), ORDINARY)
    assert "The day of signing is not counted" in worked
    assert "148.5" not in worked
    tet = counting_words(rule, date(2024, 2, 10), ORDINARY)
    assert "10/02/2024 is not worked (Lunar New Year)" in tet
    assert "the next working day, 15/02/2024" in tet
    assert "the last working day before it is 07/02/2024" in counting_words(
        parse("expiry-P6M"), date(2024, 2, 10), ORDINARY
    )
    assert counting_words(None, date(2024, 2, 10), ORDINARY) == ""
