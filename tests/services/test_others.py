"""What one desk changes, others hear of at once; what is done for all is done once."""

import pytest

from luutru.services.describe import new_agreement
from luutru.services.others import Others
from luutru.services.watching import After, Watch, WatchSettings, set_watch


@pytest.fixture
def two(at_desk):
    with at_desk("An") as here, at_desk("Bình") as there:
        yield here, there


@pytest.fixture
def others():
    made = []

    def listen(archive, **facts):
        made.append(Others(archive, **facts))
        made[-1].wait(0.01)  # from here on it listens
        return made[-1]

    yield listen
    for one in made:
        one.close()


def test_what_another_desk_commits_is_heard_of_at_once(two, others):
    here, there = two
    heard = others(here)
    new_agreement(there, [])
    assert heard.wait(60)


def test_nobody_hears_of_what_they_did_themselves(two, others):
    here, _there = two
    heard = others(here)
    new_agreement(here, [])
    assert not heard.wait(0.2)


def test_what_was_undone_is_not_announced(two, others):
    here, there = two
    heard = others(here)
    with pytest.raises(ZeroDivisionError), there.catalogue.write():
        raise ZeroDivisionError
    assert not heard.wait(0.2)


def test_a_hint_that_was_lost_costs_only_the_time_until_the_next_look(two, others):
    here, there = two
    heard = others(here, every=0.0)
    heard._hints._connection.execute("UNLISTEN *")
    new_agreement(there, [])
    assert heard.wait(0.01)
    assert not heard.wait(0.01)


def test_whoever_was_cut_off_listens_again(two, others, line):
    here, there = two
    heard = others(here)
    line.cut()
    with pytest.raises(Exception, match="does not answer"):
        heard.wait(60)
    line.mend()
    heard.wait(0.01)
    new_agreement(there, [])
    assert heard.wait(60)


@pytest.mark.parametrize("after", list(After))
def test_a_watched_file_is_taken_in_by_one_desk(two, a_scan, tmp_path, after):
    here, _there = two
    folder = tmp_path / "scanner"
    folder.mkdir()
    a_scan("one").rename(folder / "one.pdf")
    settings = WatchSettings(folder, 0.5, after)
    set_watch(here, settings)
    watches = [Watch(archive, settings) for archive in two]
    for watch in watches:
        watch.poll()
        watch._seen = {path: (look, -10.0) for path, (look, _at) in watch._seen.items()}
    ready = [watch.poll() for watch in watches]
    assert ready[0] == ready[1] == [folder / "one.pdf"]
    taken = [list(watch.take_in(paths)) for watch, paths in zip(watches, ready, strict=True)]
    assert [len(one) for one in taken] == [1, 0]


def test_while_one_desk_takes_in_the_other_leaves_it_alone(two, a_scan, tmp_path):
    _here, _there = two
    folder = tmp_path / "scanner"
    folder.mkdir()
    for name in ("one", "two"):
        a_scan(name).rename(folder / f"{name}.pdf")
    first, second = (Watch(archive, WatchSettings(folder, 0.5)) for archive in two)
    for watch in (first, second):
        watch.poll()
        watch._seen = {path: (look, -10.0) for path, (look, _at) in watch._seen.items()}
    ready = first.poll()
    second.poll()
    going_on = first.take_in(ready)
    next(going_on)
    assert list(second.take_in(ready)) == []
    assert len(list(going_on)) == 1
