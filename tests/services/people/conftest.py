"""An archive in which people sign in, and what is theirs alone."""

from datetime import timedelta

import pytest

from luutru import clock
from luutru.services.archive import open_archive
from luutru.services.people import accounts, signing_in, switching
from luutru.services.people.passwords import new_recovery_key

PASSWORD = "mat-khau-dai"  # noqa: S105  of nobody
KEY = new_recovery_key()


def staffed(archive, **roles):
    """Give accounts with these roles, an administrator beside them, and ask for sign-in."""
    accounts.add_account(archive, "quantri", "Quản trị viên", ["administrator"], PASSWORD)
    for name, codes in roles.items():
        accounts.add_account(archive, name, f"Người {name}", codes.split(), PASSWORD)
    switching.turn_on(archive, KEY, KEY)


@pytest.fixture
def signed_in():
    """Open an archive as an account; closed at the end."""
    opened = []

    def enter(archive, name):
        another = open_archive(archive.folder)
        opened.append(another)
        signing_in.sign_in(another, name, PASSWORD)
        return another

    yield enter
    for one in opened:
        one.close()


class StoppedClock:
    """A clock that goes on when it is told to."""

    def __init__(self, moment):
        self.moment = moment

    def forward(self, seconds):
        self.moment += timedelta(seconds=seconds)


@pytest.fixture
def stopped_clock(monkeypatch):
    stopped = StoppedClock(clock.now())
    monkeypatch.setattr(clock, "now", lambda: stopped.moment)
    return stopped
