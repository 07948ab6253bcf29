"""Why a server does not answer is told in words of the reader, as far as they are known."""

import psycopg
import pytest

from luutru import i18n
from luutru.holdings.databases.reasons import reason_of


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("host=/nowhere", "nothing listens there"),
        ("host=127.0.0.1 port=1", "nothing listens there"),
        ("host=no-such-computer.invalid", "no computer is called so"),
    ],
)
def test_what_the_library_says_is_told_in_plain_words(address, told):
    with pytest.raises(psycopg.OperationalError) as caught:
        psycopg.connect(f"{address} dbname=luutru connect_timeout=5")
    assert reason_of(caught.value) == told
    i18n.use_language("vi")
    assert reason_of(caught.value) != told
    assert "connection" not in reason_of(caught.value)


def test_what_nobody_foresaw_is_told_as_it_was_said():
    assert reason_of(OSError("connection is bad: something new\nmore of it")) == "something new"
