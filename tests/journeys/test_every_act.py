"""What the window does and no command: every writing service that is reached only there is reached.

The campaign in `benchmarks/faults.py` lets each of these acts fail at each of its steps.
"""

import sys
from pathlib import Path

import pytest
from tests.journeys.test_every_command import ELSEWHERE, SOURCES, place_of

from faults_acts import acts, beginning, play
from faults_story import BEGINNING, draw, lines
from luutru import clock
from luutru.cli.command import DONE
from luutru.cli.main import main
from luutru.holdings.catalogue import Catalogue

pytestmark = pytest.mark.slow

SELDOM = {
    ("migration/to_folder", "_open_new"),
    ("migration/to_folder", "_send"),
    ("migration/to_server", "_open_new"),
    ("migration/to_server", "_send"),
    ("derivatives", "_discard"),
    ("life/derived", "follow_all"),
    ("people/ties", "tie"),
    ("recovery", "_set_strangers_aside"),
    ("recovery", "put_right"),
}
"""What writes only once something has failed (`--steps`, `test_reopening.py`), a term ran on, or an
archive is brought to a server (`tests/services/migration`), or asks for one (`…/people`)."""


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    """Each act with its status, and who wrote meanwhile."""
    room = tmp_path_factory.mktemp("acts")
    writers, ended = set(), {}

    def noted(door):
        def opened(catalogue, **how):
            code = sys._getframe(1).f_code
            if how.get("write", door.__name__ == "write"):
                writers.add((Path(code.co_filename), code.co_name))
            return door(catalogue, **how)

        return opened

    with pytest.MonkeyPatch.context() as patch:
        for name in ("LUUTRU_INDEX_DIR", "XDG_DATA_HOME", "XDG_STATE_HOME"):
            patch.setenv(name, str(room / name.lower()))
        patch.setenv("LUUTRU_RESERVE_MB", "1")
        patch.setenv("LUUTRU_BALLAST_MB", "0")
        patch.setattr(clock, "now", clock.now)  # an act sets it forward
        draw(room)
        for line in (*lines(BEGINNING, room), *beginning(room)):
            patch.setenv("LUUTRU_PERSON", line.person)
            words = ["--archive", str(room / "archive"), "--lang", "en", *line.words]
            assert main(words) == line.status
        patch.setattr(Catalogue, "write", noted(Catalogue.write))
        patch.setattr(Catalogue, "gate", noted(Catalogue.gate))
        for act in acts():
            ended[act.name] = play([act.name, str(room)])
        assert main(["--archive", str(room / "archive"), "verify", "--full"]) == DONE
        yield ended, writers


def test_every_act_is_done_and_leaves_the_archive_sound(played):
    ended, _ = played
    assert ended == {act.name: DONE for act in acts()}


def test_what_no_command_reaches_is_reached_by_an_act(played):
    _, writers = played
    reached = {
        (place_of(file), name)
        for file, name in writers
        if file.is_relative_to(SOURCES / "services")
    }
    wanted = {(file, name) for file, names in ELSEWHERE.items() for name in names.split()}
    assert wanted - reached == SELDOM
