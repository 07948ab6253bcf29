import pytest
from tests.reading.conftest import ENGLISH, VIETNAMESE

from luutru.reading.page_language import languages_of


def lines(text, words=7):
    said = text.split()
    return "\n".join(" ".join(said[at : at + words]) for at in range(0, len(said), words))


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        (lines(VIETNAMESE), "vie"),
        (lines(ENGLISH), "eng"),
        (lines(VIETNAMESE) + "\n" + lines(ENGLISH), "vie+eng"),
        ("CỘNG HÒA XÃ HỘI\nĐộc lập - Tự do\n" + lines(ENGLISH * 3), "eng"),
        (lines(f"{ENGLISH} {ENGLISH}") + "\nDone at Hà Nội on 9 August", "eng"),
        ("12\n2023\n05/SY-TĐC", ""),
        ("ngày 9", ""),
        ("", ""),
    ],
)
def test_the_language_of_a_page_is_told_by_its_lines(text, languages):
    assert languages_of(text) == languages
