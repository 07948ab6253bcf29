"""The markup of agreements becomes blocks, articles numbered in the language of their column."""

import pytest

from luutru.demo.manuscript import Block, body, clause_names


def kinds(blocks):
    return [block.kind for block in blocks]


def test_articles_are_numbered_and_paragraphs_are_not():
    blocks = body("# Mục đích\n\nMột câu.\n\n# Kinh phí\n\nHai câu.", "vi", {})
    assert kinds(blocks) == ["article", "paragraph", "article", "paragraph"]
    assert blocks[0].texts == ("Điều 1. Mục đích",)
    assert blocks[2].texts == ("Điều 2. Kinh phí",)


def test_both_columns_of_a_bilingual_article_are_numbered_in_their_language():
    (block,) = body("# Hiệu lực || Entry into force", "bilingual", {})
    assert block.texts == ("Điều 1. Hiệu lực", "Article 1. Entry into force")


def test_a_clause_of_the_stock_shows_the_columns_of_the_language():
    one, two = body("@amendment", "vi", {}), body("@amendment", "bilingual", {})
    assert {len(block.texts) for block in one} == {1}
    assert {len(block.texts) for block in two} == {2}
    assert body("@amendment", "en", {})[0].texts == ("Article 1. Amendment",)


def test_every_clause_has_both_languages_and_known_places():
    values = dict.fromkeys(
        [
            "field_vi", "field_en", "city_vi", "city_en", "city2_vi", "city2_en",
            "times", "days", "roman", "years", "months", "day_vi", "day_en",
        ],
        "x",
    )  # fmt: skip
    for name in clause_names():
        assert all(all(block.texts) for block in body(f"@{name}", "bilingual", values))


def test_rows_stand_together_or_apart():
    together = body("| TT | Việc\n| 1 | Đào tạo", "vi", {})
    apart = body("| TT | Việc\n\n| 1 | Đào tạo", "vi", {})
    assert together == apart == (Block("row", ("TT", "Việc")), Block("row", ("1", "Đào tạo")))


def test_a_heading_in_the_middle_and_a_new_page_are_not_numbered():
    blocks = body("== Phụ lục\n\n---\n\n# Mục đích", "vi", {})
    assert kinds(blocks) == ["middle", "page", "article"]
    assert blocks[2].texts[0].startswith("Điều 1.")


def test_an_unknown_clause_is_a_mistake_of_the_writer():
    with pytest.raises(KeyError):
        body("@nothing", "vi", {})
