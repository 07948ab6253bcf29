"""How an archive is, in figures that are counted and not guessed."""

from luutru.services.administration.condition import IndexState, Storage, condition
from luutru.services.backup.backing_up import back_up
from luutru.services.indexing import bring_up_to_date
from luutru.services.inspecting import verify


def kinds(archive):
    return [one.kind for one in condition(archive).troubles]


def test_a_new_archive_is_told_as_it_is(archive):
    found = condition(archive)
    assert found.verdict is None
    assert (found.storage.originals, found.storage.original_size) == (0, 0)
    assert found.storage.database_size
    assert found.storage.disk_size >= found.storage.disk_free > 0
    assert found.storage.revision.isdigit()
    assert found.index.synonyms > 0


def test_what_is_kept_and_what_waits_is_counted(archive, keep):
    keep("a")
    keep("b")
    before = condition(archive)
    assert before.storage.originals == 2
    assert before.storage.original_size > 0
    assert before.index.waiting_changes > 0
    bring_up_to_date(archive)
    after = condition(archive)
    assert after.index.waiting_changes == 0
    assert after.index.size


def test_what_somebody_has_to_see_to_is_named(archive, keep, tmp_path):
    keep()
    assert kinds(archive) == ["verify", "backup"]
    verify(archive, full=True)
    assert kinds(archive) == ["backup"]
    back_up(archive, tmp_path / "medium")
    assert kinds(archive) == []
    path = archive.strongroom.path_of(next(iter(archive.strongroom)))
    path.rename(path.with_name("0" * 64 + ".pdf"))
    verify(archive, full=True)
    (trouble,) = condition(archive).troubles
    assert "2" in trouble.what
    assert trouble.advice


def test_an_index_is_too_large_when_its_words_do_not_explain_it():
    def index(pages, megabytes):
        return IndexState(pages, megabytes << 20, 0, 0, 0, 0)

    assert not index(10, 60).is_too_large
    assert index(10, 65).is_too_large
    assert not index(40_000, 412).is_too_large
    assert index(1_000, 18_000).is_too_large


def test_a_disk_is_short_below_two_gigabytes_or_a_twentieth():
    def storage(free, size):
        return Storage(0, 0, 0, 0, 0, free << 20, size << 20, "")

    assert storage(1_000, 1_000_000).is_short
    assert not storage(3_000, 1_000_000).is_short
    assert storage(400, 10_000).is_short
    assert not storage(600, 10_000).is_short
