"""Everything that a query may say, asked of a real archive."""

import unicodedata
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luutru import clock
from luutru.records.milestone import Milestone
from luutru.services.archive import create_archive
from luutru.services.describe import new_agreement
from luutru.services.indexing import bring_up_to_date
from luutru.services.lookup import agreement as find_agreement
from luutru.services.search import search

TODAY = date(2026, 11, 1)


def described(archive):
    """Describe three agreements that differ in everything that can be asked."""
    belarus = new_agreement(archive, [
        ("title_vi", "Hợp tác về đo lường và con đường tơ lụa"), ("official_name", "Bản ghi nhớ"),
        ("party.vietnamese", "Tổng cục Tiêu chuẩn Đo lường Chất lượng; TCĐLCL; VN"),
        ("party.foreign", "Viện tiêu chuẩn Quốc gia Belarus; BelGISS; BY"),
        ("signatory.foreign", "Ivan Petrov; Viện trưởng"), ("signed_on", "7/12/2023"),
        ("signed_place", "Minsk"), ("effect_rule", "khi ký"), ("expires_on", "1/12/2026"),
        ("fields", "Đo lường"), ("signing_level", "Bộ"), ("occasion", "Chuyến thăm cấp cao"),
    ])  # fmt: skip
    iran = new_agreement(archive, [
        ("title_vi", "Hợp tác về Halal, đường bộ và duong sat"), ("official_name", "Kế hoạch"),
        ("party.foreign", "Tổ chức Tiêu chuẩn Quốc gia Iran; INSO; IR"),
        ("witness", "Lê Văn Thuý; Bộ trưởng"), ("signed_on", "9/8/2019"), ("effect_rule", "khi ký"),
        ("expires_on", "9/8/2022"), ("fields", "Halal"), ("signed_place", "Tehran"),
    ])  # fmt: skip
    qatar = new_agreement(archive, [
        ("title_vi", "Kỹ thuật an toàn"), ("party.foreign", "Cơ quan Quatar; QS; QA"),
        ("signed_on", "27-28/9/2024"), ("signing_level", "Chính phủ"),
    ])  # fmt: skip
    with archive.catalogue.write() as session:
        key = find_agreement(session, qatar).id
        session.add(Milestone(agreement_id=key, title="Họp", due_on=date(2026, 1, 1)))
    bring_up_to_date(archive)
    return {"belarus": belarus, "iran": iran, "qatar": qatar}


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    folder = tmp_path_factory.mktemp("language")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LUUTRU_INDEX_DIR", str(folder / "index"))
        patch.setenv("LUUTRU_RESERVE_MB", "1")
        patch.setattr(clock, "today", lambda: TODAY)
        opened = create_archive(folder / "archive")
        references = described(opened)
        yield opened, {reference: name for name, reference in references.items()}
        opened.close()


def found(library, query):
    archive, names = library
    answer = search(archive, query)
    assert answer.hint is None, answer.hint
    assert answer.total == len(answer.hits)
    return {names[hit.reference] for hit in answer.hits}


BOTH = {"belarus", "iran"}
ALL = {"belarus", "iran", "qatar"}


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("hợp tác", BOTH),
        ("hop tac tehran", {"iran"}),
        ("HOP TAC do luong", {"belarus"}),
        ('"hợp tác về đo"', {"belarus"}),
        ('"tác hợp"', set()),
        ('="đường"', BOTH),
        ('="duong"', {"iran"}),
        ('="đương"', set()),
        ("=đường -halal", {"belarus"}),
        ("halal OR kỹ", {"iran", "qatar"}),
        ("halal HOẶC ki", {"iran", "qatar"}),
        ("halal | ky thuat", {"iran", "qatar"}),
        ("hợp tác -halal", {"belarus"}),
        ("hợp tác NOT halal", {"belarus"}),
        ("-(halal OR kỹ)", {"belarus"}),
        ("(minsk OR tehran) hợp tác", BOTH),
        ("hợp AND minsk", {"belarus"}),
        ("bel*", {"belarus"}),
        ("~halan", {"iran"}),
        ('"tác lường"~3', {"belarus"}),
        ('"tác lường"~1', set()),
        ('"tơ con"~4', {"belarus"}),
        ("đối tác:INSO", {"iran"}),
        ("doi tac:inso", {"iran"}),
        ("partner:BelGISS", {"belarus"}),
        ('đối tác:"Tiêu chuẩn Quốc gia"', BOTH),
        ("đối tác:(viện belarus)", {"belarus"}),
        ("đối tác:(INSO OR BelGISS)", BOTH),
        ("-đối tác:INSO hợp", {"belarus"}),
        ("đối tác:qua*", {"qatar"}),
        ("đối tác:~Quatat", {"qatar"}),
        ('đối tác:="Viện"', {"belarus"}),
        ('đối tác:="Vien"', set()),
        ('="hợp tac"', set()),
        ('="kĩ thuật"', {"qatar"}),
        ("người ký:=Thúy", {"iran"}),
        ('đối tác:"viện gia"~5', {"belarus"}),
        ("đối tác:STAMEQ", {"belarus"}),
        ("party:Qatar", {"qatar"}),
        ("loại:BGN", {"belarus"}),
        ("loại:(BGN OR kế hoạch)", BOTH),
        ("type:MoU", {"belarus"}),
        ("-loại:MoU", {"iran", "qatar"}),
        ("lĩnh vực:halal", {"iran"}),
        ("linh vuc:(đo lường)", {"belarus"}),
        ("field:metrology", {"belarus"}),
        ("nước:Iran", {"iran"}),
        ("nuoc:(BY OR QA)", {"belarus", "qatar"}),
        ("country:bela*", {"belarus"}),
        ("nước:~Belarut", {"belarus"}),
        ("quốc gia:IR", {"iran"}),
        ("ký:2023", {"belarus"}),
        ("ký:12/2023", {"belarus"}),
        ("ký:2019..2023", BOTH),
        ("ký:>=2020", {"belarus", "qatar"}),
        ("ký:<2020", {"iran"}),
        ("signed:7/12/2023", {"belarus"}),
        ('ký:"ngày 07 tháng 12 năm 2023"', {"belarus"}),
        ("ký:ngày 7 tháng 12 năm 2023 halal", set()),
        ("ky:27/9/2024", {"qatar"}),
        ("năm:(2019 OR 2024)", {"iran", "qatar"}),
        ("ký:từ 1/2019 đến 12/2023", BOTH),
        ("ký:<3 năm", {"belarus", "qatar"}),
        ("hết hạn:<90d", {"belarus"}),
        ("hết hạn:< 2 tháng", {"belarus"}),
        ("expires:2022", {"iran"}),
        ("hết hạn:tháng sau", {"belarus"}),
        ("hiệu lực:2023", {"belarus"}),
        ("tình trạng:còn hiệu lực", {"belarus"}),
        ("tình trạng:(còn hiệu lực OR hết hiệu lực)", BOTH),
        ("status:expired", {"iran"}),
        ("-tình trạng:hết hiệu lực hợp", {"belarus"}),
        ("trạng thái:còn*", {"belarus"}),
        ("người ký:Petrov", {"belarus"}),
        ("signatory:thuy", {"iran"}),
        ("người ký:Thúy", {"iran"}),
        ("người:ivan", {"belarus"}),
        ("mốc:quá hạn", {"qatar"}),
        ("milestone:overdue", {"qatar"}),
        ("mốc:(hoàn thành OR quá hạn)", {"qatar"}),
        ("độ mật:thường", ALL),
        ("độ mật:mật", set()),
        ("secrecy:(mật OR tối mật)", set()),
        ("danh nghĩa:bộ", {"belarus"}),
        ("cấp ký:(bộ OR chính phủ)", {"belarus", "qatar"}),
        ("duyệt:chờ duyệt", ALL),
        ("tên:halal", {"iran"}),
        ("title:(hợp tác)", BOTH),
        ("nơi ký:Minsk", {"belarus"}),
        ("mô tả:thăm", {"belarus"}),
        ("mã:2026*", ALL),
        ("số:2026", set()),
        ("BGN minsk", {"belarus"}),
        ("memorandum of understanding", {"belarus"}),
        ('"bản ghi nhớ"', {"belarus"}),
        ("STAMEQ", {"belarus"}),
        ("kĩ thuật", {"qatar"}),
        ("7/12/2023", set()),
        ("nước:IR OR nước:QA", {"iran", "qatar"}),
        ("nước:IR (halal OR x) -minsk ký:2019", {"iran"}),
    ],
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_it_finds(library, monkeypatch, query, names, form):
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    assert found(library, unicodedata.normalize(form, query)) == names


PIECES = [
    "hợp tác ", "hop", "xanhx ", "đối tác:", "ký:2023 ", "trang:1 ", "tình trạng:còn hiệu lực ",
    '"', " (", ") ", " -", " OR ", "*", "~", '="', '"~3 ', "BelGISS ", "Belgsis ", "1ran", "mã:",
    "\u0301", "BGN ", "05/SY-TĐC ", "7/12/2023 ", "halâl", "đo", "luờnq",
]  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.one_of(st.text(max_size=30), st.lists(st.sampled_from(PIECES), max_size=9).map("".join)))
def test_whatever_is_typed_is_answered(library, typed):
    answer = search(library[0], typed)
    assert answer.total == len(answer.ids) >= len(answer.hits)
    assert all(hit.why for hit in answer.hits)
    if answer.did_you_mean:
        assert search(library[0], answer.did_you_mean).total > 0


def test_former_names_of_a_partner_find_it(archive):
    old = new_agreement(archive, [("party.foreign", "Viện Đo lường cũ; NMI; BY")])
    new = new_agreement(archive, [("party.foreign", "Trung tâm Đo lường mới; NMI; BY")])
    bring_up_to_date(archive)
    for query in ("đối tác:NMI", 'đối tác:"đo lường cũ"', 'đối tác:"đo lường mới"'):
        assert {hit.reference for hit in search(archive, query).hits} == {old, new}, query
