"""What is made of pages is made whole or not at all, and is watched over like an original."""

import pytest
from tests.encrypted_run import plain_only
from tests.services.paged import carrier, kept, paper, said

from luutru.errors import DerivativeFailed, EditedMeanwhile, OriginalMissing
from luutru.holdings.reader import MakingFailed
from luutru.reading.messages import Problem
from luutru.services.arranging import arrange, arrangement
from luutru.services.inspecting import verify
from luutru.services.originals import originals
from luutru.services.page_lists import read_pages
from luutru.services.recovery import recover


@pytest.fixture
def four(archive, tmp_path):
    """An agreement of four pages, read and indexed."""
    return kept(archive, paper(tmp_path / "in" / "four.pdf", "Lụa", 4))


def crashing(*_args, **_kwargs):
    raise RuntimeError


def test_a_missing_original_is_damage(archive, four):
    carrier(archive, four)[1].unlink()
    with pytest.raises(OriginalMissing):
        arrange(archive, four, read_pages("2,1"))


def test_a_failure_leaves_nothing_half(archive, four, monkeypatch):
    def fails(_pages, target):
        target.write_bytes(b"half")
        raise MakingFailed(Problem.READER_DIED)

    monkeypatch.setattr(archive.reader, "arrange", fails)
    with pytest.raises(DerivativeFailed):
        arrange(archive, four, read_pages("2,1"))
    assert list(archive.derivatives) == []
    assert list((archive.folder / "derivatives").rglob("*.part")) == []
    assert arrangement(archive, four).is_original


def test_a_crash_between_file_and_catalogue_leaves_a_stranger_that_recovery_sets_aside(
    archive, four, monkeypatch
):
    monkeypatch.setattr(archive.derivatives, "dispose", lambda _sha256: None)
    monkeypatch.setattr("luutru.services.arranging.carry", crashing)
    with pytest.raises(RuntimeError):
        arrange(archive, four, read_pages("2,1"))
    assert [finding.rule for finding in verify(archive).findings] == ["I1"]
    assert arrangement(archive, four).is_original
    part = archive.derivatives.fresh_part()
    part.with_name("999999999-of-a-process-that-is-gone.part").write_bytes(b"half")
    done = recover(archive)
    assert (done.set_aside, done.unfinished_copies) == (1, 1)
    assert verify(archive).findings == ()


def test_two_who_arrange_at_once_do_not_overwrite_each_other(archive, four, monkeypatch):
    make = archive.reader.arrange

    def slow(pages, target):
        monkeypatch.setattr(archive.reader, "arrange", make)
        arrange(archive, four, read_pages("3"))
        return make(pages, target)

    monkeypatch.setattr(archive.reader, "arrange", slow)
    with pytest.raises(EditedMeanwhile):
        arrange(archive, four, read_pages("2,1"))
    assert said(archive, four) == ["ba của Lụa:"]


def test_verify_finds_a_derivative_that_was_changed_or_lost(archive, four):
    arrange(archive, four, read_pages("2,1"))
    path = carrier(archive, four)[1]
    path.chmod(0o640)
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    assert [f.rule for f in verify(archive, full=True).findings] == ["I2"]
    path.unlink()
    assert "derivative" in verify(archive).findings[0].what


def test_a_refusal_after_the_file_was_made_leaves_no_stranger(archive, four, monkeypatch):
    monkeypatch.setattr("luutru.services.arranging.carry", crashing)
    with pytest.raises(RuntimeError):
        arrange(archive, four, read_pages("2,1"))
    assert list(archive.derivatives) == []


def test_a_refusal_does_not_take_away_what_is_shown_already(archive, four, monkeypatch):
    arrange(archive, four, read_pages("2,1"))
    monkeypatch.setattr("luutru.services.arranging.carry", crashing)
    with pytest.raises(RuntimeError):
        arrange(archive, four, read_pages("1-2"))
    with pytest.raises(RuntimeError):
        arrange(archive, four, read_pages("2,1"))
    assert verify(archive).findings == ()
    assert said(archive, four) == ["hai của Lụa:", "một của Lụa:"]


@plain_only
def test_a_lost_derivative_is_made_again_from_the_original(archive, four):
    arrange(archive, four, read_pages("3r90,1"))
    path = carrier(archive, four)[1]
    before = path.read_bytes()
    path.unlink()
    assert recover(archive).remade == 1
    assert path.read_bytes() == before
    assert verify(archive, full=True).findings == ()
    assert recover(archive).remade == 0


def test_what_cannot_be_made_again_stays_missing(archive, four):
    arrange(archive, four, read_pages("3r90,1"))
    carrier(archive, four)[1].unlink()
    master = archive.strongroom.path_of(originals(archive)[0].sha256)
    master.chmod(0o640)
    master.write_bytes(b"%PDF-1.4 nothing")
    assert recover(archive).remade == 0
    assert {finding.rule for finding in verify(archive).findings} == {"I2"}
