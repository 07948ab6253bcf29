"""Why a server could not be spoken to, in words of the reader; the library says it in English."""

from typing import Final

from luutru.i18n import mark, translate

_KNOWN: Final = (
    ("starting up", mark("it is just starting")),
    ("shutting down", mark("it is being shut down")),
    ("Connection refused", mark("nothing listens there")),
    ("No such file or directory", mark("nothing listens there")),
    ("could not translate host name", mark("no computer is called so")),
    ("failed to resolve host", mark("no computer is called so")),
    ("timeout expired", mark("nobody answered in time")),
    ("Connection timed out", mark("nobody answered in time")),
    ("Network is unreachable", mark("the network does not reach it")),
    ("No route to host", mark("the network does not reach it")),
    ("terminating connection", mark("the connection was cut")),
    ("server closed the connection", mark("the connection was cut")),
    ("the connection is closed", mark("the connection was cut")),
    ("the connection is lost", mark("the connection was cut")),
)
"""What is found in the words of the library, and what it means."""


def reason_of(error: BaseException | None) -> str:
    """Return why, as it stands in a sentence; what nobody foresaw as the library says it."""
    said = str(error).strip().partition("\n")[0]
    for sign, words in _KNOWN:
        if sign in said:
            return translate(words)
    return said.removeprefix("connection is bad: ")
