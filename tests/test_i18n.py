"""The sentences of a language, read quicker than the standard library reads them."""

import gettext

from luutru import i18n
from luutru.resources import folder


def test_every_sentence_is_what_gettext_reads():
    theirs = gettext.translation("luutru", folder("i18n"), ["vi"])
    catalogue = vars(theirs)["_catalog"]
    single = {message for message in catalogue if isinstance(message, str)} - {""}
    counted = {message[0] for message in catalogue if isinstance(message, tuple)}
    assert len(single) > 1000
    assert counted
    assert all(i18n.in_language("vi", one) == theirs.gettext(one) for one in single)
    i18n.use_language("vi")
    assert all(
        i18n.translate_count(one, one, 2) == theirs.ngettext(one, one, 2).format(count=2)
        for one in counted
        if "{" not in one.replace("{count}", "")
    )


def test_what_is_not_translated_stays_as_it_was_written():
    assert i18n.in_language("vi", "no such sentence") == "no such sentence"
    assert i18n.in_language("en", "no such sentence") == "no such sentence"
    assert i18n.translate("") == ""
    i18n.use_language("en")
    assert i18n.translate_count("{count} box", "{count} boxes", 1) == "1 box"
    assert i18n.translate_count("{count} box", "{count} boxes", 2) == "2 boxes"
