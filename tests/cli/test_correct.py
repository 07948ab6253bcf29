import pytest
from tests.services.papers import sheets, written


@pytest.fixture
def reference(luutru, home, tmp_path):
    written(tmp_path / "one.pdf", sheets())
    return luutru("intake", tmp_path / "one.pdf").out.split()[1]


def test_a_word_is_corrected_listed_and_taken_back(luutru, reference):
    told = luutru("correct", reference, 1, "Số:", "SỐ:")
    assert told.status == 0, told.err
    assert "SỐ:" in told.out
    (kept,) = luutru("correct", reference, "--json").json["corrections"]
    assert (kept["machine_text"], kept["text"], kept["page"]) == ("Số:", "SỐ:", 1)
    told = luutru("correct", reference, "--take-back", kept["id"])
    assert "No word of this document is corrected." in told.err


def test_a_page_without_words_is_wrong_usage(luutru, reference):
    for words in ((1,), (1, "Số:")):
        with pytest.raises(SystemExit, match="2"):
            luutru("correct", reference, *words)


def test_a_word_that_does_not_stand_there_is_refused_with_advice(luutru, reference):
    told = luutru("correct", reference, 1, "Zanzibar", "x")
    assert told.status == 3
    assert "Zanzibar" in told.err
