import numpy as np
import pytest

from luutru.demo import pdf, scanner
from luutru.demo.paper import Sheet, Style


@pytest.fixture
def two(luutru, home, tmp_path):
    """Take two scans in whose pages are counted and wait for recognition."""
    for name in ("an", "ba"):
        sheet = Sheet()
        sheet.text(f"Tài liệu {name}", 80, 90, 430, Style(14))
        image = scanner.scan(sheet, scanner.OFFICE_GREY, np.random.default_rng(1))[0]
        pdf.write_images(tmp_path / f"{name}.pdf", [image], 60)
    told = luutru("intake", "--ocr", "never", tmp_path / "an.pdf", tmp_path / "ba.pdf")
    return [line.split()[1] for line in told.lines]


def test_what_waits_is_listed_in_order_and_moved(luutru, two):
    first, second = two
    assert [line.split()[0] for line in luutru("queue").lines[1:]] == [first, second]
    told = luutru("queue", second, "--first", "--json").json["waiting"]
    assert [document["reference"] for document in told] == [second, first]
    assert [line.split()[0] for line in luutru("queue", second, "--last").lines[1:]] == two
    luutru("recover")
    assert "No page waits to be read." in luutru("queue").err


def test_pages_of_the_same_engine_are_not_read_again(luutru, two):
    luutru("recover")
    assert "No page was recognised by another engine." in luutru("reindex", "--read-again").err
