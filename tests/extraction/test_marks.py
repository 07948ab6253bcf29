"""The marks that stand alone near the top of a page."""

import pytest
from tests.extraction.paper import Paper, values

from luutru.extraction.extract import extract


@pytest.mark.parametrize(
    ("mark", "code"), [("MẬT", ["secret"]), ("TUYỆT MẬT", ["most_secret"]), ("BẢO MẬT", [])]
)
def test_a_mark_of_secrecy_is_proposed(mark, code):
    paper = Paper().centre(mark).centre("BẢN GHI NHỚ").text("Hai Bên thống nhất như sau:")
    assert values(extract(paper.pages), "secrecy") == code


@pytest.mark.parametrize(
    ("mark", "code"),
    [("HỎA TỐC", ["express"]), ("KHẨN", ["urgent"]), ("Khẩn cấp", []), ("KHẨN CẤP VỀ NƯỚC", [])],
)
def test_a_mark_of_urgency_is_proposed(mark, code):
    paper = Paper().centre(mark).centre("BẢN GHI NHỚ").text("Hai Bên thống nhất như sau:")
    assert values(extract(paper.pages), "urgency") == code
