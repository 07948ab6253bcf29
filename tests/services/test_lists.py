import pytest

from luutru import i18n
from luutru.services.describe import describe
from luutru.services.facets import facets
from luutru.services.filters import Filter
from luutru.services.overviews import overview
from luutru.services.partners import partners
from luutru.services.rows import Order, agreement_ids, agreement_rows

BELGISS = "Viện tiêu chuẩn và Chứng nhận Quốc gia Belarus; BelGISS; BY"
INSO = "Tổ chức Tiêu chuẩn Quốc gia Iran; INSO; IR"


@pytest.fixture
def three(keep):
    """An expired one with Belarus, one in force with Iran, and one nobody described."""
    return {
        "old": keep("Đo lường", signed_on="2019-12-07", effect_rule="khi ký", duration="1 năm",
                    party__foreign=BELGISS, official_name="Bản ghi nhớ", fields="Đo lường"),
        "new": keep("An toàn", signed_on="2023-08-09", effect_rule="khi ký", open_ended="có",
                    party__foreign=INSO, official_name="Bản ghi nhớ", fields="Halal"),
        "bare": keep("Dự thảo"),
    }  # fmt: skip


def references(archive, wanted=None, order=Order.REFERENCE, *, descending=False):
    ids = agreement_ids(archive, wanted or Filter(), order, descending=descending)
    return [row.reference for row in agreement_rows(archive, ids)]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Filter(statuses=frozenset({"expired"})), ["old"]),
        (Filter(statuses=frozenset({"in_force", "undetermined"})), ["new", "bare"]),
        (Filter(countries=frozenset({"IR"})), ["new"]),
        (Filter(fields=frozenset({"halal", "metrology"})), ["old", "new"]),
        (Filter(years=(2023, 2024)), ["new"]),
        (Filter(text="do luong"), ["old"]),
        (Filter(instruments=frozenset({"memorandum"}), years=(2000, 2020)), ["old"]),
    ],
)
def test_a_filter_narrows_to_what_it_asks_for(archive, three, wanted, found):
    assert references(archive, wanted) == [three[name] for name in found]


def test_titles_come_in_vietnamese_order(archive, three):
    assert references(archive, order=Order.TITLE) == [three["new"], three["bare"], three["old"]]


@pytest.mark.parametrize("descending", [True, False])
def test_what_has_no_day_comes_last_either_way(archive, three, descending):
    assert references(archive, order=Order.SIGNED_ON, descending=descending)[-1] == three["bare"]


def test_ids_of_a_search_narrow_the_list(archive, three):
    some = frozenset(list(agreement_ids(archive))[:1])
    assert len(references(archive, Filter(ids=some))) == 1


def test_facets_count_the_open_result_but_not_their_own_choice(archive, three):
    told = facets(archive, Filter(countries=frozenset({"IR"})))
    assert [(value.code, value.count) for value in told.statuses] == [("in_force", 1)]
    assert {value.code for value in told.countries} == {"IR", "BY"}
    assert told.years == ((2023, 1),)


def test_facets_of_a_search_count_its_hits_alone(archive, three):
    ids = frozenset(agreement_ids(archive, Filter(years=(2019, 2019))))
    told = facets(archive, Filter(ids=ids))
    assert sum(value.count for value in told.statuses) == 1
    assert [value.label for value in told.partners] == ["BelGISS"]


def test_labels_follow_the_language_of_the_reader(archive, three):
    i18n.use_language("vi")
    labels = {value.label for value in facets(archive).statuses}
    assert {"Còn hiệu lực", "Hết hiệu lực", "Chưa xác định"} <= labels


def test_a_partner_is_found_by_any_of_its_names_without_marks(archive, three):
    describe(archive, three["new"], [("party.foreign+", "Iran National Standards Org; INSO; IR")])
    for asked in ("inso", "to chuc tieu chuan", "iran national"):
        assert [partner.agreements for partner in partners(archive, asked)] == [1]


def test_the_overview_counts_what_is_there(archive, three):
    told = overview(archive)
    assert (told.agreements, told.documents, told.files_waiting) == (3, 3, 3)
    assert told.bytes_kept > 0
