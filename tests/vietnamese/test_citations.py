"""Citations of Vietnamese law in English."""

import pytest

from luutru.vietnamese.citations import english


@pytest.mark.parametrize(
    ("citation", "told"),
    [
        ("Điều 33, Nghị định 30/2020/NĐ-CP", "Article 33, Decree 30/2020/NĐ-CP"),
        ("Nghị định số 64/2021/NĐ-CP, Điều 13 khoản 2", "Decree 64/2021/NĐ-CP, article 13.2"),
        ("điểm b khoản 1 Điều 4 của Luật 70/2020/QH14", "Article 4.1.b of Law 70/2020/QH14"),
        ("Điều 3, Điều 5 và Điều 7", "Articles 3, 5 and 7"),
        ("Khoản 2 Điều 9", "Article 9.2"),
        ("Luật Lưu trữ", "Luật Lưu trữ"),
        ("the exchange of letters", "the exchange of letters"),
        ("", ""),
    ],
)
def test_words_are_english_and_numbers_stay(citation, told):
    assert english(citation) == told
