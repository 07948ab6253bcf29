"""The agency: its names in time, its fonds, the name of its archive."""

from dataclasses import replace
from datetime import date

import pytest

from luutru.errors import EditedMeanwhile, UnacceptableValue
from luutru.services import custody
from luutru.services.administration.agency import (
    AgencyName,
    FondsTold,
    agency_names,
    agency_on,
    all_fonds,
    correct_agency,
    name_archive,
    put_fonds,
    rename_agency,
)
from luutru.services.archive import open_archive
from luutru.services.describe import new_agreement

NEW = AgencyName(
    name="Ủy ban Tiêu chuẩn Đo lường Chất lượng Quốc gia",
    abbreviation="UBTĐC",
    place="Hà Nội",
    head_title="CHỦ TỊCH",
    valid_from=date(2025, 3, 1),
)


def newest(archive):
    return custody.entries(archive, limit=1)[0]


def test_after_a_renaming_each_day_has_its_name(archive):
    rename_agency(archive, NEW)
    days = (date(2025, 2, 28), date(2025, 3, 1))
    assert [one.abbreviation for day in days if (one := agency_on(archive, day))] == [
        "TĐC",
        "UBTĐC",
    ]
    assert [one.valid_to for one in agency_names(archive)] == [None, date(2025, 2, 28)]
    entry = newest(archive)
    assert entry.act == "agency_added"
    assert entry.detail["changes"][0][2] == NEW.name


@pytest.mark.parametrize(
    "wrong",
    [
        replace(NEW, valid_from=None),
        replace(NEW, name=" "),
        replace(NEW, valid_from=date(2025, 3, 1)),
    ],
)
def test_a_name_needs_its_words_and_a_later_day(archive, wrong):
    if wrong == NEW:
        rename_agency(archive, NEW)
    before = agency_names(archive)
    with pytest.raises(UnacceptableValue):
        rename_agency(archive, wrong)
    assert agency_names(archive) == before


def test_a_name_is_corrected_and_its_days_stay(archive):
    (told,) = agency_names(archive)
    correct_agency(archive, replace(told, place="HÀ NỘI 2", valid_from=date(2000, 1, 1)))
    (after,) = agency_names(archive)
    assert (after.place, after.valid_from) == ("HÀ NỘI 2", None)
    assert newest(archive).detail["changes"] == [["place", "HÀ NỘI", "HÀ NỘI 2"]]
    with pytest.raises(EditedMeanwhile):
        correct_agency(archive, replace(told, place="elsewhere"))


def test_nothing_changed_is_no_entry(archive):
    (told,) = agency_names(archive)
    (fonds,) = all_fonds(archive)
    before = custody.head(archive)
    correct_agency(archive, told)
    put_fonds(archive, fonds)
    name_archive(archive, archive.settings.name)
    assert custody.head(archive) == before


def test_new_agreements_go_to_the_fonds_that_is_open(archive):
    put_fonds(archive, FondsTold(fonds_code="UBTDC", name="Phông Ủy ban"))
    old = next(one for one in all_fonds(archive) if one.fonds_code == "TDC")
    new_agreement(archive, [("title_vi", "before")])
    put_fonds(archive, replace(old, is_open=False, history="Kết thúc 28/02/2025"))
    first = all_fonds(archive)[0]
    assert first.fonds_code == "UBTDC"
    new_agreement(archive, [("title_vi", "after")])
    with pytest.raises(UnacceptableValue):
        put_fonds(archive, replace(first, is_open=False))
    with pytest.raises(UnacceptableValue):
        put_fonds(archive, FondsTold(fonds_code="TDC", name="same code"))


def test_the_archive_is_called_otherwise_for_everybody_who_opens_it(archive):
    name_archive(archive, "  Kho   hợp tác quốc tế ")
    assert archive.settings.name == "Kho hợp tác quốc tế"
    other = open_archive(archive.folder)
    assert (other.settings.name, other.id) == (archive.settings.name, archive.id)
    other.close()
    assert newest(archive).detail["changes"] == [["name", "Test archive", "Kho hợp tác quốc tế"]]
