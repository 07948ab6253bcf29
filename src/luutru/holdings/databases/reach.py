"""Whether the server of a shared catalogue answers; nothing is asked of the catalogue itself."""

from typing import Final

import psycopg

from luutru.holdings.databases.addresses import with_password

_PATIENCE_S: Final = 5


def answers(address: str) -> bool:
    """Tell whether the server at `address` lets this account in just now."""
    plain = with_password(address).set(drivername="postgresql")
    told = plain.render_as_string(hide_password=False)
    try:
        psycopg.connect(told, connect_timeout=_PATIENCE_S, application_name="luutru").close()
    except psycopg.Error:
        return False
    return True
