"""The orders a list can have, what each is called, and what a click on a heading asks for."""

from typing import Final

from luutru.gui.agreements.results import BEST_FIRST, NEWEST_FIRST, Sorting
from luutru.i18n import mark
from luutru.services.rows import Order

SORTINGS: Final = {
    BEST_FIRST: mark("Best hits first"),
    NEWEST_FIRST: mark("Newest signed first"),
    Sorting(Order.SIGNED_ON): mark("Oldest signed first"),
    Sorting(Order.EXPIRES_ON): mark("Ending first"),
    Sorting(Order.EXPIRES_ON, descending=True): mark("Ending last"),
    Sorting(Order.TITLE): mark("Title A–Z"),
    Sorting(Order.TITLE, descending=True): mark("Title Z–A"),
    Sorting(Order.PARTNER): mark("Partner A–Z"),
    Sorting(Order.PARTNER, descending=True): mark("Partner Z–A"),
    Sorting(Order.REFERENCE): mark("Reference, oldest first"),
    Sorting(Order.REFERENCE, descending=True): mark("Reference, newest first"),
}

_AT_FIRST: Final = {Order.SIGNED_ON: True}
"""Whether the first click on a heading runs downwards."""


def clicked(now: Sorting, order: Order) -> Sorting:
    """Return the order after a click on the heading of `order`: the other way round, or anew."""
    if now.order is order:
        return Sorting(order, descending=not now.descending)
    return Sorting(order, descending=_AT_FIRST.get(order, False))
