"""Search over a real archive: what is found, in which order, and what is told of it."""

from datetime import date

import pytest
from pypdf import PdfWriter

from luutru import clock
from luutru.reading.messages import Inspection, PageReading, PageShape, PageStatus, Word
from luutru.records.finding import Synonym
from luutru.records.milestone import Milestone
from luutru.services import readings
from luutru.services.accession import take_in
from luutru.services.archive import create_archive
from luutru.services.describe import describe, new_agreement
from luutru.services.filters import Filter
from luutru.services.indexing import bring_up_to_date
from luutru.services.lookup import agreement as find_agreement
from luutru.services.search import Sort, marked, page_hits, search

BELGISS = "Viện tiêu chuẩn và Chứng nhận Quốc gia Belarus; BelGISS; BY"
INSO = "Tổ chức Tiêu chuẩn Quốc gia Iran; INSO; IR"
LONG = "và các bên cùng nhau trao đổi thông tin về lĩnh vực này " * 8


def placed(text):
    """Set the words of `text` ten to a line, each in a box of its own."""
    return tuple(
        Word(word, 100 * (at % 10), 50 * (at // 10), 100 * (at % 10) + 90, 50 * (at // 10) + 40, 95)
        for at, word in enumerate(text.split())
    )


def read(archive, *texts):
    """Give the pages of what was taken in their texts, and tell the index."""
    shape = PageShape(595, 842)
    for file_id, _ in readings.uncounted(archive):
        readings.store_inspection(archive, file_id, Inspection(pages=(shape,) * len(texts)))
    for page, text in zip(readings.waiting_pages(archive), texts, strict=True):
        told = PageReading(page.page_id, page.number, PageStatus.READ, text, words=placed(text))
        readings.store_reading(archive, told)
    bring_up_to_date(archive)


def filled(archive, folder):
    """Keep one with Belarus and its pages, one with Iran, one that nobody described further."""

    def keep(title, *pages, **values):
        writer = PdfWriter()
        writer.add_blank_page(width=595, height=842)
        writer.add_metadata({"/Subject": title})
        file = folder / f"{title}.pdf"
        writer.write(file)
        reference = take_in(archive, file).reference
        named = [(name.replace("__", "."), value) for name, value in values.items()]
        describe(archive, reference, [("title_vi", title), *named])
        read(archive, *pages)
        return reference

    return {
        "belarus": keep(
            "Hợp tác về đo lường",
            f"Cộng hòa Belarus {LONG}",
            f"{LONG} chứng nhận halal và tiêu chuẩn hóa {LONG}",
            signed_on="7/12/2023", official_name="Bản ghi nhớ", party__foreign=BELGISS,
            fields="Đo lường", effect_rule="khi ký", expires_on="7/12/2026",
        ),
        "iran": keep(
            "Hợp tác về Halal",
            "Ký tại Tehran ngày 9 tháng 8 năm 2023, TCĐLCL và INSO",
            signed_on="9/8/2023", party__foreign=INSO, fields="Halal",
        ),
        "bare": keep("An toàn thực phẩm", "Số: 05/SY-TĐC, tieu chuan hoa, đường bộ"),
    }  # fmt: skip


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    """An archive with three agreements that no test changes, and their references by name."""
    folder = tmp_path_factory.mktemp("library")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LUUTRU_INDEX_DIR", str(folder / "index"))
        patch.setenv("LUUTRU_RESERVE_MB", "1")
        opened = create_archive(folder / "archive")
        yield opened, filled(opened, folder)
        opened.close()


@pytest.fixture
def kept(library):
    return library[0]


@pytest.fixture
def three(library):
    return library[1]


@pytest.fixture
def own(archive, tmp_path):
    """The same in an archive that the test may change."""
    return filled(archive, tmp_path)


def references(answer):
    return [hit.reference for hit in answer.hits]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("Belarus", ["belarus"]),
        ("belarus halal", ["belarus"]),
        ("partner:INSO", ["iran"]),
        ("INSO", ["iran"]),
        ("đối tác:iran", ["iran"]),
        ("nước:BY", ["belarus"]),
        ("nước:Belarus OR nước:IR", ["belarus", "iran"]),
        ("ký:2023 -halal", []),
        ("ký:8/2023", ["iran"]),
        ("ký:2023 halal", ["belarus", "iran"]),
        ("loại:BGN", ["belarus"]),
        ("lĩnh vực:halal", ["iran"]),
        ("hết hạn:2026", ["belarus"]),
        ("mốc:quá hạn", []),
        ("tieu chuan hoa", ["bare", "belarus"]),
        ("tiêu chuẩn hoá", ["belarus", "bare"]),
        ('="tiêu chuẩn hóa"', ["belarus"]),
        ("05/SY-TĐC", ["bare"]),
        ("09/08/2023", ["iran"]),
        ("trang:2 halal", ["belarus"]),
        ("trang:2 Belarus", []),
        ("đường*", ["bare"]),
        ("tên:thuc pham", ["bare"]),
        ("không có ở đâu cả", []),
    ],
)
def test_it_is_found(kept, three, query, names):
    expected = [three[name] for name in names]
    answer = search(kept, query)
    found = references(answer)
    assert sorted(found) == sorted(expected)
    assert answer.total == len(expected) == len(answer.ids)
    if query.startswith(("tieu", "tiêu")):
        assert found == expected  # those with the marks that were typed come first


def test_the_best_page_is_shown_with_its_words_marked(kept, three):
    hit = search(kept, "chung nhan halal").hits[0]
    page = hit.pages[0]
    assert (page.reference, page.number) == (three["belarus"], 2)
    assert [page.snippet[start:end] for start, end in page.highlights] == ["chứng nhận halal"]
    assert page.snippet.startswith("…")
    assert hit.why == "Exact words on page 2"
    assert hit.partners == ("BelGISS",)
    assert hit.signed_on == "2023-12-07"


@pytest.mark.parametrize(
    ("query", "name", "why"),
    [
        ("INSO", "iran", "Partner: INSO"),
        ("belgiss", "belarus", "Partner: BelGISS"),
        ("đo lường", "belarus", "In the title"),
        ("tiêu chuẩn hoá", "bare", "Words on page 1, with other marks"),
        ("cộng halal", "belarus", "Words on several pages, among them page 1"),
        ("BelGISS halal", "belarus", "Part in the description, part on page 2"),
        ("nước:BY", "belarus", "Fulfils the conditions"),
        ("~tehrap", "iran", "Similar words on page 1"),
        ("title:Halal", "iran", "In the title"),
        ("field:Halal", "iran", "Fulfils the conditions"),
        ("country:=Iran", "iran", "Country: Iran"),
        ("title:hợp tac", "iran", "In the title"),
        ("partner:Belaruz", "belarus", "Partner: Viện tiêu chuẩn và Chứng nhận Quốc gia Belarus"),
        ("title:~halan", "iran", "In the title (similar words)"),
        ("title:hợp tãc", "iran", "In the title (with other marks)"),
        ("STAMEQ", "iran", "Exact words on page 1, through the synonym TCĐLCL"),
        ("STAMEQ Tehran", "iran", "Exact words on page 1, through the synonym TCĐLCL"),
        ("TCĐLCL", "iran", "Exact words on page 1"),
        ("MoU", "belarus", "Field or type: Bản ghi nhớ, through the synonym bản ghi nhớ"),
        (
            "BelGISS metrology",
            "belarus",
            "In the description, part in one field and part in another",
        ),
    ],
)
def test_each_hit_says_why_it_was_found(kept, three, query, name, why):
    hits = {hit.reference: hit for hit in search(kept, query).hits}
    assert hits[three[name]].why == why


def test_a_partner_asked_for_by_name_is_shown_on_the_page_that_names_it(kept, three):
    hit = search(kept, "partner:INSO").hits[0]
    assert [page.number for page in hit.pages] == [1]
    assert hit.why == "Partner: INSO"


def test_titles_are_marked(kept, three):
    hit = search(kept, "do luong").hits[0]
    assert [hit.title[start:end] for start, end in hit.title_highlights] == ["đo lường"]
    assert marked("Cộng hòa Belarus", "hoà") == ((5, 8),)
    assert marked("Cộng hòa", "nước:BY") == ()


def test_a_filter_narrows_and_facets_leave_their_own_choice_out(kept, three):
    wanted = Filter(countries=frozenset({"BY"}))
    answer = search(kept, "hợp tác", wanted=wanted)
    assert references(answer) == [three["belarus"]]
    counts = {value.code: value.count for value in answer.facets.countries}
    assert counts["BY"] == counts["IR"] == 1
    assert sum(value.count for value in answer.facets.statuses) == 1
    ids = frozenset(search(kept, "hợp tác").ids)
    assert search(kept, "hợp tác", wanted=Filter(ids=ids)).total == 2
    assert search(kept, "hợp tác", wanted=Filter(ids=frozenset())).total == 0


@pytest.mark.parametrize(
    ("sort", "names"),
    [
        (Sort.TITLE, ["belarus", "iran"]),
        (Sort.SIGNED_ON, ["belarus", "iran"]),
        (Sort.PARTNER, ["belarus", "iran"]),
    ],
)
def test_an_answer_can_be_ordered_otherwise(kept, three, sort, names):
    answer = search(kept, "hợp tác", sort=sort)
    assert references(answer) == [three[name] for name in names]


def test_the_total_is_exact_when_fewer_are_shown(kept, three):
    answer = search(kept, "hợp tác", limit=1)
    assert (len(answer.hits), answer.total) == (1, 2)
    assert len(search(kept, "hợp tác", limit=None).hits) == 2


def test_an_empty_query_finds_everything(kept, three):
    assert sorted(references(search(kept, " "))) == sorted(three.values())


def test_words_that_mean_the_same_find_each_other(kept, three):
    assert three["iran"] in references(search(kept, "STAMEQ"))
    assert three["belarus"] in references(search(kept, "MoU Belarus"))
    assert references(search(kept, "số:05/SY-TĐC")) == []


def test_an_archive_has_its_own_synonyms(archive, own):
    with archive.catalogue.write() as session:
        for term in ("Nước Cộng hòa Hồi giáo", "Tehran"):
            session.add(Synonym(group="iran", term=term, term_fold=""))
    assert references(search(archive, "nuoc cong hoa hoi giao")) == [own["iran"]]
    assert references(search(archive, '"nước cộng hòa hồi giáo"')) == [own["iran"]]


def test_a_word_that_stands_nowhere_is_put_right(kept, three):
    answer = search(kept, "Be1arus")
    assert (answer.total, answer.did_you_mean) == (0, "Belarus")
    assert search(kept, "partner:inzo").did_you_mean == "partner:INSO"
    assert search(kept, "Belarus").did_you_mean is None


def test_a_word_that_is_still_being_typed_is_a_beginning(kept, three):
    assert references(search(kept, "cong hoa bela")) == [three["belarus"]]


def test_most_of_many_words_are_enough_when_nothing_has_all(kept, three):
    answer = search(kept, "chứng nhận halal zzz")
    assert references(answer) == [three["belarus"]]
    assert answer.hint == (
        "No agreement has all of these words; those that have most of them are shown."
    )


def test_a_filter_that_leaves_nothing_does_not_loosen_the_words(kept, three):
    wanted = Filter(countries=frozenset({"IR"}))
    answer = search(kept, "Belarus chứng nhận halal", wanted=wanted)
    assert (answer.total, answer.hint, answer.did_you_mean) == (0, None, None)


def test_what_does_not_parse_is_answered_with_a_hint(kept, three):
    answer = search(kept, '("belarus')
    assert references(answer) == [three["belarus"]]
    assert answer.hint is not None


def test_milestones_and_days_are_asked_of_the_catalogue(archive, own, monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 1))
    with archive.catalogue.write() as session:
        key = find_agreement(session, own["iran"]).id
        session.add(Milestone(agreement_id=key, title="Họp", due_on=date(2026, 1, 1)))
    assert references(search(archive, "mốc:quá hạn")) == [own["iran"]]
    assert references(search(archive, 'mốc:"chưa bắt đầu"')) == [own["iran"]]
    assert references(search(archive, "hết hạn:<90d")) == [own["belarus"]]
    assert references(search(archive, "-hết hạn:<90d hợp tác")) == [own["iran"]]


def test_a_corrected_name_is_found_as_soon_as_it_is_indexed(archive, own):
    describe(archive, own["bare"], [("party.foreign", "Viện Quatar; QS; QA")])
    new = new_agreement(archive, [("title_vi", "Chưa có bản quét")])
    bring_up_to_date(archive)
    assert references(search(archive, "Quatar")) == [own["bare"]]
    assert references(search(archive, "chua co ban quet")) == [new]


def test_words_on_a_page_are_told_with_their_boxes(kept, three):
    document = search(kept, "Tehran").hits[0].pages[0].document_id
    found = page_hits(kept, document, '"tai tehran" inso')
    assert [(hit.number, len(hit.boxes)) for hit in found] == [(1, 2), (1, 1)]
    assert found[0].boxes == ((100, 0, 190, 40), (200, 0, 290, 40))
    assert [len(hit.boxes) for hit in page_hits(kept, document, "09/08/2023")] == [6]
    assert page_hits(kept, document, '"tehran tai"') == page_hits(kept, document, "") == []
