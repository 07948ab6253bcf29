import subprocess
import sys

import pytest
from tests.reading import pdfs

from luutru.reading.text_layer import LayerReader, cleaned
from luutru.vietnamese.legacy import to_tcvn3

TEXT = "Hai Bên được trao đổi tiêu chuẩn và chương trình đo lường của nước mình."
PLAIN = b"The parties exchange standards and regulations of their country"


@pytest.fixture
def layer_of(tmp_path, page_of):
    def read(data, seconds=20):
        path = pdfs.write(tmp_path, {"one": data})["one"]
        reader = LayerReader(path, seconds)
        layer = reader.read(page_of(path), 1)
        reader.close()
        return layer

    return read


def old(text):
    return to_tcvn3(text).encode("cp1252")


def test_the_text_of_a_page_is_read(layer_of):
    layer = layer_of(pdfs.with_text([PLAIN] * 3))
    assert layer.text.split("\n") == [PLAIN.decode()] * 3
    assert (layer.kind, layer.encoding, layer.tokens) == ("ok", "", 27)


def test_an_old_font_is_read_with_its_letter_u_horn(layer_of):
    layer = layer_of(pdfs.with_text([old(TEXT)] * 4, ".VnTime"))
    assert layer.text.split("\n") == [TEXT] * 4
    assert layer.encoding == "tcvn3"
    assert "\xad" in layer.found


def test_the_same_letters_in_an_honest_font_are_left_as_they_are(layer_of):
    assert layer_of(pdfs.with_text([old(TEXT)] * 4, "Helvetica")).encoding == ""


def test_a_page_that_pypdf_takes_too_long_for_is_read_all_the_same(tmp_path):
    path = pdfs.write(tmp_path, {"long": pdfs.with_text([PLAIN] * 20_000)})["long"]
    code = (
        "import sys; from pathlib import Path; import pypdfium2\n"
        "from luutru.reading import budget, text_layer\n"
        "budget.listen(); path = Path(sys.argv[1])\n"
        "layers = text_layer.LayerReader(path, 0.2)\n"
        "print(layers.read(pypdfium2.PdfDocument(path)[0], 1).text[:60])\n"
        "print(layers._left)\n"
    )
    command = [sys.executable, "-c", code, str(path)]
    done = subprocess.run(command, check=True, capture_output=True, timeout=30, text=True)
    text, left = done.stdout.splitlines()
    assert PLAIN.decode().startswith(text)
    assert float(left) <= 0


def test_after_that_pypdf_is_not_asked_again(tmp_path, page_of):
    path = pdfs.write(tmp_path, {"one": pdfs.with_text([PLAIN])})["one"]
    reader = LayerReader(path, 20)
    reader.give_up_pypdf()
    assert reader.read(page_of(path), 1).text == PLAIN.decode()


def test_a_page_without_text_has_an_empty_layer(layer_of):
    layer = layer_of(pdfs.blank())
    assert (layer.text, layer.found, layer.tokens) == ("", "", 0)


def test_what_is_no_letter_is_dropped_and_letters_are_composed():
    assert (
        cleaned("Vie\u0323\u0302t  Nam\r\n\n\x02co\xad\ufffeop\x00\x7f\ud800") == "Việt Nam\ncoop"
    )
