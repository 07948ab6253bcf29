"""The screen of partners over a real archive, refreshed after writing as the window does it."""

import pytest
from PySide6.QtCore import QObject

from luutru.gui.actions import Actions
from luutru.gui.lanes import Lane
from luutru.gui.partners.screen import PartnersScreen
from luutru.gui.screen import Desk

INSO = "Tổ chức Tiêu chuẩn Quốc gia Iran; INSO; IR"
ISIRI = "Viện Tiêu chuẩn Iran; ISIRI; IR"
BELARUS = "Viện Tiêu chuẩn Belarus; BelGISS; BY"
OURS = "Tổng cục Tiêu chuẩn Đo lường Chất lượng; TĐC; VN"


@pytest.fixture
def agreements(keep):
    """Three agreements with two countries, one of them with a partner entered twice."""
    keep("Đo lường", party__foreign=INSO, party__vietnamese=OURS, signed_on="2023-08-09",
         effect_rule="on_signing", duration="P5Y")  # fmt: skip
    keep("Tiêu chuẩn", party__foreign=ISIRI, signed_on="2009-08-09", effect_rule="on_signing",
         duration="P5Y")  # fmt: skip
    return keep("Chứng nhận", party__foreign=BELARUS)


@pytest.fixture
def desk(archive, jobs, theme, qapp):
    owner = QObject()
    yield Desk(archive, jobs, Actions(owner), theme)
    jobs.close()


@pytest.fixture
def screen(desk, agreements, qtbot):
    """The screen with its first partner shown."""
    made = PartnersScreen(desk)
    qtbot.addWidget(made)
    made.resize(1100, 760)
    made.show()

    def refresh(job):
        if job.lane is Lane.WRITING:
            made.refresh()

    desk.jobs.ended.connect(refresh)
    qtbot.waitUntil(lambda: made.card is not None)
    return made


@pytest.fixture
def show(screen, qtbot):
    """Show the partner of an abbreviation, and return its number."""

    def choose(short):
        number = next(one.id for one in screen._known if one.short == short)
        screen.show_partner(number)
        qtbot.waitUntil(lambda: screen.card.partner.id == number)
        return number

    return choose
