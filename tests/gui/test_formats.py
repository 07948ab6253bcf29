"""Days, numbers and sizes as the reader's language writes them."""

from datetime import UTC, datetime

import pytest

from luutru import i18n
from luutru.gui import formats
from luutru.i18n import translate_count


@pytest.mark.parametrize(("language", "written"), [("vi", "1.248"), ("en", "1,248")])
def test_numbers_are_grouped_as_the_language_does(language, written):
    i18n.use_language(language)
    assert formats.number(1248) == written


def test_a_count_inside_a_sentence_is_grouped_too():
    assert (
        translate_count("{count} page", "{count} pages", formats.Grouped(38412)) == "38,412 pages"
    )


@pytest.mark.parametrize(
    ("edtf", "written"), [("2023-12-07", "07/12/2023"), ("2023-12", "12/2023"), ("", "")]
)
def test_a_day_is_written_in_full(edtf, written):
    assert formats.day(edtf) == written


@pytest.mark.parametrize(
    ("count", "written"), [(0, "0 B"), (2048, "2 KB"), (5 * 1024**2, "5.0 MB")]
)
def test_a_size_has_the_largest_unit_that_fits(count, written):
    assert formats.size(count) == written


def test_a_moment_is_written_with_its_year():
    moment = datetime(2026, 11, 3, 9, 4, tzinfo=UTC).astimezone()
    assert formats.moment(moment) == moment.strftime("%d/%m/%Y %H:%M")


@pytest.mark.parametrize(
    ("seconds", "written"), [(5, "5 seconds"), (60, "1 minute"), (5400, "1.5 hours")]
)
def test_a_length_of_time_is_written_as_one_would_say_it(seconds, written):
    assert formats.duration(seconds) == written
