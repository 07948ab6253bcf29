"""Tells a known error as advice in the page."""

from luutru.errors import Damage, LuutruError


def notice_of(error: LuutruError) -> tuple[str, str, str]:
    """Return the kind of notice an error deserves, what happened, and what to do next."""
    kind = "bad" if isinstance(error, Damage) else "warn"
    return kind, error.what_happened(), error.what_next()
