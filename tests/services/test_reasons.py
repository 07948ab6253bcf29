"""Why an agreement was found, told of each hit."""

import pytest

from luutru.services.describe import new_agreement
from luutru.services.indexing import bring_up_to_date
from luutru.services.search import search


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
        ("hoà Belarus", "belarus", "Words on page 1, in their other spelling"),
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


def test_a_synonym_is_named_where_the_reason_is_the_synonym(archive):
    agency = "Tổng cục Tiêu chuẩn Đo lường Chất lượng"
    new_agreement(archive, [("title_vi", f"Hợp tác với {agency}"), ("note", "STAMEQ")])
    new_agreement(archive, [("title_vi", "Thư của STAMEQ"), ("note", agency)])
    bring_up_to_date(archive)
    told = {hit.title: hit.why for hit in search(archive, "STAMEQ").hits}
    assert told == {
        f"Hợp tác với {agency}": f"In the title, through the synonym {agency}",
        "Thư của STAMEQ": "In the title",
    }
