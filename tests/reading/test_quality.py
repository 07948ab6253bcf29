"""How well scans are read that were never seen before: drawn anew in each run, with their truth."""

from collections import Counter

import pytest

from luutru.demo.random_agreements import draw_random
from luutru.reading.messages import ReadingOptions
from luutru.reading.page_reader import read_page
from luutru.vietnamese.tokens import words


def counted(text, form):
    return Counter(getattr(token, form) for token in words(text))


@pytest.mark.slow
def test_fresh_scans_are_read_with_and_without_their_marks(tmp_path, opened, capsys):
    seed = 26_116
    total, found = 0, Counter[str]()
    for drawn in draw_random(seed, 3, tmp_path):
        document = opened(drawn.path)
        for number, page in enumerate(drawn.pages, 1):
            text = read_page(document, number, ReadingOptions()).text
            total += counted(page.text, "exact").total()
            for form in ("exact", "folded"):
                found[form] += (counted(page.text, form) & counted(text, form)).total()
    recall, folded = found["exact"] / total, found["folded"] / total
    with capsys.disabled():
        print(f"\nseed {seed}: recall {recall:.4f}, without marks {folded:.4f}, {total} words")  # noqa: T201  asked for
    assert recall >= 0.97
    assert folded >= 0.985
