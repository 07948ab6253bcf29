"""Milestones around a fixed day, and the screen that shows them."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QObject
from sqlalchemy import select

from luutru import clock
from luutru.gui.actions import Actions
from luutru.gui.milestones.screen import MilestonesScreen
from luutru.gui.screen import Desk
from luutru.records.agreement import Agreement
from luutru.records.milestone import Milestone
from luutru.services.milestones.rows import milestone_rows

TODAY = date(2026, 11, 26)


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    """Let it be the same day in every test."""
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture
def plan(archive):
    """Record a milestone of an agreement and return its number."""

    def record(reference, title="Report", **values):
        with archive.catalogue.write() as session:
            found = session.scalar(select(Agreement.id).where(Agreement.reference == reference))
            made = Milestone(agreement_id=found, title=title, **values)
            session.add(made)
            session.flush()
            return made.id

    return record


@pytest.fixture
def due(archive):
    """Tell the day on which a milestone is due."""

    def look(number):
        with archive.catalogue.read() as session:
            return session.get(Milestone, number).due_on

    return look


@pytest.fixture
def screen(qtbot, archive, jobs, theme):
    """Show the screen at work, once it has read what there is."""

    def show(width=1300, height=760):
        parent = QObject()
        desk = Desk(archive, jobs, Actions(parent), theme)
        made = MilestonesScreen(desk)
        parent.setParent(made)
        qtbot.addWidget(made)
        made.resize(width, height)
        jobs.ended.connect(lambda job: job.lane.value == "writing" and made.refresh())
        with qtbot.waitActive(made):
            made.show()
            made.activateWindow()
        qtbot.waitUntil(lambda: made.shown is not None and jobs.idle)
        return made

    return show


@pytest.fixture
def some(keep, plan):
    """Two agreements with milestones of every standing."""
    lease, pact = keep("Lease"), keep("Pact")
    for days in (-40, -2, 0, 5, 12, 29, 45, 200):
        plan(lease, f"Day {days}", due_on=TODAY + timedelta(days), owner="Unit A")
    plan(pact, "Done", state="done", due_on=TODAY - timedelta(9), done_on=TODAY)
    plan(pact, "Found", state="suggested", due_on=TODAY + timedelta(3))
    plan(pact, "Sometime", owner="Unit B")
    plan(pact, "Over", state="cancelled", due_on=TODAY)
    return lease, pact


@pytest.fixture
def dialog(qtbot, screen):
    """Open a dialog through what can be done on the screen."""
    shown = screen()

    def open_one(kind, do):
        do(shown.acts)
        found = shown.findChildren(kind)[-1]
        qtbot.waitUntil(lambda: found.desk.jobs.idle)
        return found

    return open_one


@pytest.fixture
def only(archive):
    """Return the one milestone of the archive."""

    def read():
        (row,) = milestone_rows(archive)
        return row

    return read
