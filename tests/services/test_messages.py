"""How often a desk waits for the server of its office: each message of an act is one way there."""

import pytest

from luutru.services.accession import take_in
from luutru.services.cards import card
from luutru.services.describe import describe, new_agreement
from luutru.services.indexing import bring_up_to_date
from luutru.services.rows import agreement_ids, agreement_rows
from luutru.services.search import search

PARTIES = ("Viện Đo lường; BGS; BY", "Viện Thực phẩm; VTP; LA")
WARM = 7
"""A connection prepares a statement that it has seen five times, by a message of its own."""


@pytest.fixture
def line(far_line):
    """Let the desk come by a way on which messages are counted."""
    return far_line


@pytest.fixture
def archive(at_desk, a_scan):
    with at_desk("An") as opened:
        reference = take_in(opened, a_scan("one")).reference
        told = [("title_vi", "Hợp tác đo lường"), ("signed_on", "2021"), ("duration", "P3Y")]
        describe(opened, reference, [*told, *(("party.foreign+", one) for one in PARTIES)])
        bring_up_to_date(opened)
        yield opened


@pytest.fixture
def reference(archive):
    return agreement_rows(archive, agreement_ids(archive))[0].reference


def look_at_the_list(archive, _reference, _mark):
    agreement_rows(archive, agreement_ids(archive)[:50])


def look_for_words(archive, _reference, _mark):
    search(archive, "do luong")


def read_a_card(archive, reference, _mark):
    card(archive, reference)


def correct(archive, reference, mark):
    describe(archive, reference, [("note", mark)])


def record(archive, _reference, mark):
    new_agreement(archive, [("title_vi", mark)])


@pytest.mark.parametrize(
    ("act", "most"),
    [
        (look_at_the_list, 12), (look_for_words, 18), (read_a_card, 20), (correct, 22),
        (record, 30),
    ],
)  # fmt: skip
def test_an_act_asks_the_server_so_often_at_most(archive, reference, way, act, most):
    for mark in range(WARM):
        act(archive, reference, f"lần {mark}")
    way.begin()
    act(archive, reference, "lần cuối")
    assert 0 < way.count <= most
