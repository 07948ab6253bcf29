"""What a search suggests whose words stand nowhere, over a real archive."""

import pytest

from luutru.services.archive import create_archive
from luutru.services.describe import new_agreement
from luutru.services.indexing import bring_up_to_date
from luutru.services.partners import agreements_of, partners_called
from luutru.services.rows import agreement_rows
from luutru.services.search import search

STRONG = "cường độ, cường độ dòng điện, cường quốc"


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """An archive of a few described agreements, and their references by name."""
    folder = tmp_path_factory.mktemp("suggesting")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LUUTRU_INDEX_DIR", str(folder / "index"))
        patch.setenv("LUUTRU_RESERVE_MB", "1")
        opened = create_archive(folder / "archive")

        def keep(title, partner, note=""):
            told = [("title_vi", title), ("party.foreign", partner), ("note", note)]
            return new_agreement(opened, told)

        references = {
            "blue": keep("Kiểm định kim cương xanh", "Viện Đá quý Quatar; QGI; QA", STRONG),
            "belarus": keep("Tiêu chuẩn hóa", "Viện tiêu chuẩn Belarus; BelGISS; BY", STRONG),
            "iran": keep("Hợp tác về Halal", "Tổ chức Tiêu chuẩn Quốc gia Iran; INSO; IR"),
            "often": keep("Đo lường " * 200, "Viện Đo lường; NIM; CN"),
            "slip": keep("Đo luờnq", "Viện Đo; VD; CN"),
        }
        bring_up_to_date(opened)
        yield opened, references
        opened.close()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("kim cuong xanhx", "kim cương xanh"),
        ("Kim cuong xamh", "Kim cương xanh"),
        ("kim  cương   xanhx", "kim cương xanh"),
        ("cuong doj", "cường độ"),
        ("kimcuong xanh", "kim cương xanh"),
        ("KIEM DINHJ kim", "KIỂM ĐỊNH kim"),
        ('"kim cuong xamh" -halal', '"kim cương xanh" -halal'),
        ('="tiêu chuẫn"', '="tiêu chuẩn"'),
        ("tên:(hôp tac halak)", "tên:(hợp tác halal)"),
        ("tieeu chuaarn hoas", "tiêu chuẩn hóa"),
        ('("xanhx', '("xanh'),
        ("zzzz", None),
        ("xanhx -kiểm", None),
        ("-xanhx", None),
        ("xanhx ký:1990", None),
    ],
)
def test_it_is_put_right_and_spelled_as_the_archive_does(kept, typed, meant):
    assert search(kept[0], typed).did_you_mean == meant


@pytest.mark.parametrize(
    ("typed", "name", "meant"),
    [
        ("đối tác:INSOO", "iran", "đối tác:INSO"),
        ("partner:inzo", "iran", "partner:INSO"),
        ("đối tác:Belgsis", "belarus", "đối tác:BelGISS"),
        ("đối tác:Qattar", "blue", "đối tác:Quatar"),
        ("đối tác:(viện đá quí)", "blue", "đối tác:(viện đá quý)"),
        ('đối tác:"Tổ chưc Tiu chuẩn"', "iran", 'đối tác:"Tổ chức Tiêu chuẩn"'),
    ],
)
def test_a_misspelled_partner_is_found(kept, typed, name, meant):
    answer = search(kept[0], typed)
    assert [hit.reference for hit in answer.hits] == [kept[1][name]]
    if answer.hint:
        assert answer.hint.startswith("No partner is called “")
        assert answer.did_you_mean == meant


def test_the_beginning_of_a_name_is_enough(kept):
    answer = search(kept[0], "đối tác:Belgis")
    assert [hit.reference for hit in answer.hits] == [kept[1]["belarus"]]


def test_the_hint_names_both_names(kept):
    assert search(kept[0], "đối tác:INSOO").hint == "No partner is called “INSOO”; “INSO” is shown."
    assert search(kept[0], "đối tác:xyzxyz").hint is None


def test_a_slip_that_was_copied_from_a_page_is_put_right(kept):
    answer = search(kept[0], "đo luờnq")
    assert (answer.total, answer.did_you_mean) == (1, "đo lường")
    assert search(kept[0], "halal").did_you_mean is None


def test_whatever_is_suggested_finds_something(kept):
    for typed in ("beralus", "xanhx halall", "qata", "tổ chưv", "hop taac", "đo luwowngf", "1nso"):
        meant = search(kept[0], typed).did_you_mean
        assert meant is None or search(kept[0], meant).total > 0


@pytest.mark.parametrize(
    ("typed", "name", "meant"),
    [
        ("Belaruz", "belarus", "Belarus"),
        ("vien da quy qatar", "blue", "vien da quy Quatar"),
        ("ISNO", "iran", "INSO"),
        ("INSO", "iran", None),
        ("quoc gia iran", "iran", None),
    ],
)
def test_a_list_of_partners_forgives_misspellings(kept, typed, name, meant):
    archive, references = kept
    found, taken_for = partners_called(archive, typed)
    ids = [number for partner in found for number in agreements_of(archive, partner)]
    assert [row.reference for row in agreement_rows(archive, ids)] == [references[name]]
    assert taken_for == meant
