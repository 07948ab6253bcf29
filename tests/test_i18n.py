"""The sentences of a language."""

from luutru import i18n


def test_what_is_not_translated_stays_as_it_was_written():
    assert i18n.in_language("vi", "no such sentence") == "no such sentence"
    assert i18n.in_language("en", "no such sentence") == "no such sentence"
    assert i18n.translate("") == ""
    i18n.use_language("en")
    assert i18n.translate_count("{count} box", "{count} boxes", 1) == "1 box"
    assert i18n.translate_count("{count} box", "{count} boxes", 2) == "2 boxes"
