"""Every command that writes, on a disk that fails at each of its operations in turn."""

import shutil
from collections.abc import Callable

import pytest
from tests.office_run import one_desk_only

from luutru import failpoints
from luutru.cli.command import DONE, OUR_MISTAKE, TROUBLE
from luutru.cli.main import main
from luutru.services.archive import create_archive

_FAILING = [
    ("disk", "full"),
    pytest.param("catalogue", "error", marks=one_desk_only),  # no disk of ours lies beneath it
]
OPERATIONS = 60
"""More than any of the commands here needs."""

HEAD_AND_TWO = 3
COMMANDS: dict[str, tuple[str, ...]] = {
    "intake": ("intake", "--no-wait", "{scan}"),
    "intake --move": ("intake", "--no-wait", "--move", "{scan}"),
    "new": ("new", "title_vi=Thỏa thuận"),
    "describe": ("describe", "{ref}", "title_vi=Bản ghi nhớ về đo lường"),
    "relate": ("relate", "{ref}", "implements", "{other}"),
    "milestones add": ("milestones", "add", "{ref}", "Báo cáo", "--due", "1/2/2030"),
    "synonyms": ("synonyms", "put", "nhóm", "đo lường", "metrology"),
    "searches": ("searches", "save", "tìm", "đo lường"),
    "export-list": ("export-list", "--out", "{out}/list.csv"),
    "milestones export": ("milestones", "export", "--ics", "{out}/all.ics"),
    "arrange": ("arrange", "{ref}", "--pages", "1r90"),
    "verify": ("verify", "--full"),
    "retry": ("retry", "run"),
    "recover": ("recover", "--ocr", "never"),
    "reindex": ("reindex",),
}  # fmt: skip


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """An archive with two described agreements and what is needed of it, made once."""
    room = tmp_path_factory.mktemp("kept")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LUUTRU_INDEX_DIR", str(room / "index"))
        patch.setenv("LUUTRU_RESERVE_MB", "1")
        patch.setenv("LUUTRU_BALLAST_MB", "0")
        create_archive(room / "archive", name="Faults").close()
        scans = [_scan(room / f"{name}.pdf") for name in ("one", "two")]
        assert main(["--archive", str(room / "archive"), "intake", "--ocr", "never",
                     *map(str, scans)]) == DONE  # fmt: skip
    return room


def _scan(path):
    from pypdf import PdfWriter  # noqa: PLC0415

    writer = PdfWriter()
    writer.add_blank_page(width=595, height=842)
    writer.add_metadata({"/Subject": path.stem})
    writer.write(path)
    return path


@pytest.fixture
def luutru(kept, tmp_path, monkeypatch, capsys, lent_processes) -> Callable[..., tuple[int, str]]:
    """Run a command on a copy of the archive; the disk may fail at the N-th operation.

    Where it fails the command has processes of its own, for they inherit that; else they are lent.
    """
    shutil.copytree(kept / "archive", tmp_path / "archive")
    shutil.copytree(kept / "index", tmp_path / "index")
    (tmp_path / "out").mkdir()

    def run(words: tuple[str, ...], fail_at: str = "") -> tuple[int, str]:
        monkeypatch.setenv(failpoints.VARIABLE, fail_at)
        failpoints._times.clear()
        capsys.readouterr()
        status = main(["--archive", str(tmp_path / "archive"), *words])
        monkeypatch.delenv(failpoints.VARIABLE)
        told = capsys.readouterr()
        return status, told.out + told.err

    return run


def meant(words, tmp_path):
    facts = {"ref": "2026-0001", "other": "2026-0002", "out": str(tmp_path / "out"),
             "scan": str(_scan(tmp_path / "new.pdf"))}  # fmt: skip
    return tuple(word.format(**facts) for word in words)


@pytest.mark.slow
@pytest.mark.parametrize(("room", "how"), _FAILING)
@pytest.mark.parametrize("name", COMMANDS)
def test_a_failing_disk_loses_nothing_and_is_told_cleanly(name, room, how, luutru, tmp_path):
    for number in range(1, OPERATIONS):
        words = meant(COMMANDS[name], tmp_path)
        status, told = luutru(words, f"{room}:{number}={how}")
        assert status != OUR_MISTAKE, told
        if status == DONE:
            break
        assert status == TROUBLE, told
        assert "luutru.log" not in told
        assert all(is_whole(file) for file in (tmp_path / "out").iterdir())
        if room == "catalogue":
            assert not (tmp_path / "out" / "list.csv").exists(), "nothing leaves without an entry"
    else:
        pytest.fail("it never came to an end")
    check_kept(luutru)
    assert luutru(("recover", "--ocr", "never"))[0] == DONE
    assert luutru(("verify", "--full"))[0] == DONE
    assert not list((tmp_path / "archive").rglob("*.part"))


def check_kept(luutru):
    """Both agreements of before are there, whatever happened."""
    status, told = luutru(("list", "--porcelain"))
    assert status == DONE
    assert {"2026-0001", "2026-0002"} <= {line.split(" ")[0] for line in told.splitlines()}


def is_whole(export):
    """A list or calendar that was given its name is there to its end."""
    lines = export.read_bytes().splitlines()
    return lines[-1] == b"END:VCALENDAR" if export.suffix == ".ics" else len(lines) == HEAD_AND_TWO
