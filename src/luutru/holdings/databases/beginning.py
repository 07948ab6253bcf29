"""How a transaction on a server begins: with one message, which asks at once what each one asks.

A desk may be far from its server, and what counts then is how often it waits for an answer. The
first message also finds out that a connection was cut while nobody used it: nothing is lost with
that, and another one is made.
"""

from functools import lru_cache
from typing import Any, Final

import psycopg
from sqlalchemy import Connection, Dialect, Select

from luutru import clock
from luutru.holdings.databases.rows import TOUCHED

BEGINNING: Final = "beginning"
"""The option of an engine or a connection that says in SQL how its transactions begin."""
FIRST: Final = "first"
"""The option of a connection that says in SQL what is asked along with that."""
ANSWERS: Final = "answers"
"""In the `info` of a connection: the first row of whatever its beginning asked."""
IS_WATCHED: Final = "is_watched"
"""In the `info` of a connection: whether it notes which rows are written on it."""
CHANNEL: Final = "luutru"
"""Where desks are told of what others have committed; channels belong to one database."""
READING: Final = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
_TURN: Final = 0x6C75_7574_7275
"""The lock that a writer holds: `luutru` in ASCII. Locks belong to one database of a server."""
_CUT: Final = "57P"
"""How the codes begin by which a server tells that it hung up."""


def writing(desk: str) -> str:
    """Return how a transaction of a desk begins that writes.

    It takes its turn, and the clock of the server once it has it, as there is one clock for all
    desks. What tells the others is sent by the server when the transaction is committed.
    """
    return (
        f"BEGIN; SELECT pg_advisory_xact_lock({_TURN}), clock_timestamp(), "
        f"to_regclass('pg_temp.{TOUCHED}') IS NOT NULL, pg_notify('{CHANNEL}', '{desk}')"
    )


def begin(connection: Connection) -> None:
    """Begin a transaction as the options of the connection say; what it asked is in its `info`.

    On a connection that was cut meanwhile it begins on another one.
    """
    options = connection.get_execution_options()
    words = "; ".join(filter(None, (options[BEGINNING], options.get(FIRST))))
    try:
        answers = _asked(connection, words)
    except psycopg.OperationalError as error:
        if not _was_cut(connection, error):
            raise
        connection.invalidate()
        connection.engine.dispose()  # the others were cut with it
        answers = _asked(connection, words)
    if options.get("writing"):
        _turn, moment, connection.info[IS_WATCHED], _told = answers[0]
        clock.follow(moment)
    connection.info[ANSWERS] = answers


@lru_cache(maxsize=8)
def in_words(dialect: Dialect, question: Select[Any]) -> str:
    """Return a question as SQL that has its values in it."""
    return str(question.compile(dialect=dialect, compile_kwargs={"literal_binds": True}))


def _asked(connection: Connection, words: str) -> list[Any]:
    raw: psycopg.Connection[Any] = connection.connection.driver_connection  # type: ignore[assignment]
    answers = []
    with raw.cursor() as cursor:
        cursor.execute(words.encode())
        is_more: bool | None = True
        while is_more:
            if cursor.description is not None:
                answers.append(cursor.fetchone())
            is_more = cursor.nextset()
    return answers


def _was_cut(connection: Connection, error: psycopg.OperationalError) -> bool:
    raw: Any = connection.connection.driver_connection
    return raw.closed or (error.sqlstate or "").startswith(_CUT)
