"""`luutru propose`: what the rules read out of a scan."""

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from luutru.resources import folder

LINES = ("TỔNG CỤC MẪU", "Số: 05/BGN-TĐC", "BẢN GHI NHỚ", "về hợp tác trong lĩnh vực đo lường")


@pytest.fixture
def letterhead(tmp_path):
    """A PDF with a text layer, as a word processor makes it."""
    file = tmp_path / "thư.pdf"
    pdfmetrics.registerFont(TTFont("Tinos", folder("fonts") / "Tinos_400Regular.ttf"))
    canvas = Canvas(str(file))
    canvas.setFont("Tinos", 13)
    for number, line in enumerate(LINES):
        canvas.drawString(90, 760 - 24 * number, line)
    canvas.save()
    return file


def test_a_file_need_not_be_in_an_archive(luutru, letterhead):
    told = luutru("propose", letterhead, "--json")
    assert told.status == 0
    number = next(p for p in told.json["proposals"] if p["field"] == "code_number")
    assert (number["value"], number["page"]) == ("05", 1)
    assert len(number["places"][0]["boxes"][0]) == 4


def test_a_reference_is_read_from_the_archive(luutru, home, letterhead):
    reference = luutru("intake", letterhead).out.split()[1]
    told = luutru("propose", reference)
    assert told.status == 0
    assert "05" in told.out
    assert "nothing was saved" in told.err


def test_rules_are_told_even_before_anybody_confirmed_anything(luutru, home):
    assert luutru("propose", "--rules", "--json").json == {"rules": []}


def test_a_damaged_file_is_refused_with_its_reason(luutru, tmp_path):
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 nothing else")
    told = luutru("propose", broken)
    assert told.status == 3
    assert "broken.pdf" in told.err


def test_what_is_no_file_and_no_reference_is_refused(luutru, home):
    assert luutru("propose", "2099-0001").status == 3
