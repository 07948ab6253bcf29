"""What is done otherwise on Windows, one thing at a time, with its own calls recorded."""

import ctypes
import os
import re
import stat
import sys
import time
import types
from pathlib import Path

import pytest

from luutru import i18n
from luutru.errors import PlaceRefused
from luutru.holdings import places
from luutru.holdings.locks import Lock
from luutru.system import filing, kind, processes


@pytest.fixture
def windows(monkeypatch):
    """Let the program believe that it is Windows."""
    monkeypatch.setattr(kind, "is_windows", lambda: True)


@pytest.fixture
def kernel(windows, monkeypatch):
    """A kernel32 whose answers a test gives, and whose calls it can read."""
    told = types.SimpleNamespace(calls=[], answers={})

    class Kernel:
        def __getattr__(self, name):
            def call(*words):
                told.calls.append((name, *words))
                answer = told.answers.get(name, 1)
                return answer(*words) if callable(answer) else answer

            setattr(self, name, call)
            return call

    only = Kernel()
    monkeypatch.setattr(kind, "kernel32", lambda: only)
    return told


def refusing(times):
    """Return what `Path.replace` and `Path.unlink` do while somebody has the file open."""
    left = [times]

    def act(self, *_words, **_more):
        if left[0]:
            left[0] -= 1
            raise PermissionError(13, "in use", str(self))

    return act


@pytest.fixture
def at_once(monkeypatch):
    """Wait for nobody; return the pauses that would have been made."""
    pauses: list[float] = []
    monkeypatch.setattr(time, "sleep", pauses.append)
    return pauses


def test_a_file_that_is_open_for_a_moment_is_waited_for(windows, at_once, monkeypatch, tmp_path):
    monkeypatch.setattr(Path, "replace", refusing(3))
    filing.replace(tmp_path / "a", tmp_path / "b")
    assert at_once == [0.02, 0.05, 0.1]


def test_a_file_that_stays_open_is_told(windows, at_once, monkeypatch, tmp_path):
    monkeypatch.setattr(Path, "unlink", refusing(99))
    with pytest.raises(PermissionError):
        filing.remove(tmp_path / "a")
    assert sum(at_once) < 2


def test_elsewhere_a_refusal_is_told_at_once(at_once, monkeypatch, tmp_path):
    monkeypatch.setattr(Path, "unlink", refusing(1))
    with pytest.raises(PermissionError):
        filing.remove(tmp_path / "a")
    assert at_once == []


def test_what_is_read_only_is_made_writable_before_it_is_replaced(
    windows, at_once, monkeypatch, tmp_path
):
    old, new = tmp_path / "old", tmp_path / "new"
    old.write_bytes(b"old")
    new.write_bytes(b"new")
    old.chmod(0o440)
    replaced = os.replace

    def replace(source, target):
        if not Path(target).stat().st_mode & stat.S_IWUSR:
            raise PermissionError(13, "read-only")
        replaced(source, target)

    monkeypatch.setattr(os, "replace", replace)
    filing.replace(new, old)
    assert old.read_bytes() == b"new"


def test_folders_are_not_opened_to_be_pushed_through(windows, monkeypatch, tmp_path):
    monkeypatch.setattr(os, "open", None)
    filing.sync_folder(tmp_path)


def test_the_first_byte_is_locked_and_unlocked(windows, monkeypatch, tmp_path):
    calls = []
    module = types.SimpleNamespace(
        LK_NBLCK=2,
        LK_UNLCK=0,
        locking=lambda number, mode, size: calls.append(
            (mode, size, os.lseek(number, 0, os.SEEK_CUR))
        ),
    )
    monkeypatch.setitem(sys.modules, "msvcrt", module)
    file = tmp_path / "a.lock"
    file.write_bytes(b"said by somebody")
    lock = Lock(file)
    assert lock.take()
    lock.release()
    assert calls == [(2, 1, 0), (0, 1, 0)]


def test_a_lock_that_somebody_holds_is_not_taken(windows, monkeypatch, tmp_path):
    def locking(*_words):
        raise PermissionError(13, "held")

    module = types.SimpleNamespace(LK_NBLCK=2, LK_UNLCK=0, locking=locking)
    monkeypatch.setitem(sys.modules, "msvcrt", module)
    lock = Lock(tmp_path / "a.lock")
    assert not lock.take()
    assert not lock.is_held


@pytest.mark.parametrize(("status", "alive"), [(259, True), (0, False), (1, False)])
def test_a_process_lives_until_it_has_a_status(kernel, status, alive):
    def told(_handle, where):
        where._obj.value = status

    kernel.answers = {"OpenProcess": 77, "GetExitCodeProcess": told}
    assert processes.lives(4321) is alive
    assert kernel.calls[0] == ("OpenProcess", 0x1000, False, 4321)
    assert kernel.calls[-1] == ("CloseHandle", 77)


@pytest.mark.parametrize(("error", "alive"), [(5, True), (87, False)])
def test_a_process_that_may_not_be_asked_lives(kernel, error, alive):
    kernel.answers = {"OpenProcess": 0, "GetLastError": error}
    assert processes.lives(4321) is alive


def test_memory_is_bounded_by_a_job(windows, monkeypatch):
    seen: dict[str, int] = {}

    class Function:
        def __init__(self, act):
            self._act = act

        def __call__(self, *words):
            return self._act(*words)

    def told(_job, which, limits, size):
        seen.update(which=which, size=size, flags=limits._obj.basic.flags)
        seen["memory"] = limits._obj.process_memory
        return 1

    kernel = types.SimpleNamespace(
        CreateJobObjectW=Function(lambda *_words: 5),
        GetCurrentProcess=Function(lambda: 6),
        SetInformationJobObject=told,
        AssignProcessToJobObject=lambda job, process: (job.value, process.value) == (5, 6),
    )
    monkeypatch.setattr(kind, "kernel32", lambda: kernel)
    assert processes.bound_memory_on_windows(512 << 20)
    assert seen == {"which": 9, "size": 144, "flags": 0x500, "memory": 512 << 20}


def test_the_limits_lie_in_memory_as_windows_reads_them():
    """Offsets of the 64-bit JOBOBJECT_EXTENDED_LIMIT_INFORMATION of winnt.h."""
    limits = processes.JobLimits
    assert ctypes.sizeof(limits) == 144
    assert limits.process_memory.offset == 112
    assert limits.basic.offset + processes._BasicLimits.flags.offset == 16


def test_an_archive_that_lies_too_deep_is_refused_on_windows_alone(kernel, monkeypatch, tmp_path):
    monkeypatch.setattr(places, "synced_reason", lambda _folder: "")
    kernel.answers = {"GetDriveTypeW": 3}
    places.make_sure_of_place(Path("D:/" + "x" * 100))
    with pytest.raises(PlaceRefused) as refused:
        places.make_sure_of_place(Path("D:/" + "x" * 200))
    assert "203 letters" in refused.value.what_happened()
    monkeypatch.setattr(kind, "is_windows", lambda: False)
    places.make_sure_of_place(Path("/" + "x" * 200))
    assert i18n.language() == "en"


def test_systems_are_told_apart_in_one_place():
    source = Path(filing.__file__).parents[1]
    asking = [
        file.relative_to(source).as_posix()
        for file in source.rglob("*.py")
        if re.search(
            r"sys\.platform|\bos\.name\b|import (fcntl|resource|pwd)\b", file.read_text("utf-8")
        )
    ]
    assert asking == ["system/kind.py"]
