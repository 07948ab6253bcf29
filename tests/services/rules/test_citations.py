"""The articles of the statutory pack, in both languages."""

import pytest

from luutru import i18n
from luutru.services.rules.pack import shipped
from luutru.vietnamese.citations import english, told

ARTICLES = [words for rule in shipped().values() for words in rule.reference.values()]


@pytest.mark.parametrize("words", ARTICLES, ids=lambda words: words["en"])
def test_every_article_reads_in_english_as_the_pack_says(words):
    assert english(words["vi"]) == words["en"]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_reader_is_told_in_their_language(language):
    spoken = i18n.language()
    i18n.use_language(language)
    assert told(ARTICLES[0]["vi"]) == ARTICLES[0][language]
    i18n.use_language(spoken)
