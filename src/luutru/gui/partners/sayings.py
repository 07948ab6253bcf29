"""What the screen says of a partner in more than one place."""

from typing import Final

from luutru.gui import formats
from luutru.i18n import mark, translate
from luutru.records.code_lists import code_list
from luutru.services.authorities.card import AuthorityCard, Kinship
from luutru.services.authorities.duplicates import Sign

_FROM_OTHER: Final = {
    "succeeded_by": mark("Succeeds"),
    "merged_into": mark("Took in by merger"),
    "divided_into": mark("Came by division from"),
    "part_of": mark("Has below it"),
}
SIGNS: Final = {
    Sign.SAME_NAME: mark("the same name: {words}"),
    Sign.SAME_ABBREVIATION: mark("the same abbreviation: {words}"),
    Sign.ALIKE: mark("a name that is spelled nearly alike: {words}"),
}


def relation_words(one: Kinship) -> str:
    """Say how a partner hangs together with another, and since when."""
    kind = code_list("authority_relation").label(one.kind)
    if not one.outgoing and one.kind in _FROM_OTHER:
        kind = translate(_FROM_OTHER[one.kind])
    day = formats.plain_day(one.effective_on) if one.effective_on else ""
    return " · ".join(filter(None, [f"{kind} {one.other}", day, one.legal_act]))


def who(card: AuthorityCard) -> str:
    """Return full name, country and kind of a partner, without what its title says."""
    partner = card.partner
    country = code_list("country").label(partner.country) if partner.country else ""
    known = card.kind if card.kind != "organisation" else ""
    kind = code_list("authority_kind").label(known) if known else ""
    name = partner.called if partner.short else ""
    return " · ".join(filter(None, [name, country, kind]))
