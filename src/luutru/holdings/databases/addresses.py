"""Addresses of servers: written down without a password, used with one where it was lent.

Passwords are libpq's business (`.pgpass`, the service file). One that somebody wrote into an
address all the same is used for as long as the process runs, and kept nowhere.
"""

from typing import Final

from sqlalchemy import URL, make_url

_PASSWORD: Final = "password"  # noqa: S105  what libpq calls it
_lent: dict[str, str] = {}


def lend_password(address: str) -> None:
    """Use the password of an address for as long as this process runs, wherever it is opened."""
    url = make_url(address)
    told = url.password or url.query.get(_PASSWORD)
    if told:
        _lent[without_password(address)] = str(told)


def with_password(address: str) -> URL:
    """Return an address with the password that was lent for it, if there is one."""
    url, lent = make_url(address), _lent.get(without_password(address))
    known = url.password or _PASSWORD in url.query
    return url.set(password=lent) if lent and not known else url


def without_password(address: str) -> str:
    """Return an address as it may be written down."""
    url = make_url(address)
    bare = URL.create(
        "postgresql", url.username, None, url.host, url.port, url.database,
        {name: value for name, value in url.query.items() if name != _PASSWORD},
    )  # fmt: skip
    return bare.render_as_string()
