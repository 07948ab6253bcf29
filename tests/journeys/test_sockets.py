"""No command and no screen opens a socket: what Python opens is heard, what libraries do is seen.

Named exceptions are sockets of the computer itself (AF_UNIX), which lead nowhere else: to the
display (X11, Wayland), to D-Bus, and to the name service of the C library.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.office_run import one_desk_only

from luutru.cli.main import COMMANDS
from luutru.services.accession import take_in

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
ALLOWED = re.compile(
    r"/\.X11-unix/|/run/user/\d+/(wayland|bus|at-spi)|/run/dbus/|/var/run/nscd/|/run/systemd/"
)
LISTENING = """
import atexit, os, sys

def note(text):
    with open(os.environ["HEARD"], "a") as heard:
        heard.write(text + "\\n")

def hear(event, words):
    if event == "socket.__new__" and words[1] != 1:
        note(f"{event} {words[1:]}")
        raise PermissionError("no socket is to be opened")
    if event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.getnameinfo"):
        note(f"{event} {words}")
        raise PermissionError("no name is to be looked up")
    if event in ("socket.bind", "socket.connect", "socket.sendto"):
        note(f"{event} {words[1:]}")

def loaded():
    with open("/proc/self/maps") as maps, open(os.environ["HEARD"] + ".loaded", "a") as out:
        out.write("".join(sorted({line.split()[-1] + "\\n" for line in maps if ".so" in line})))

sys.addaudithook(hear)
atexit.register(loaded)
"""


@pytest.fixture
def listened(tmp_path):
    """Run a program of Python; return what it said, and what was heard and seen of it."""
    site, heard, seen = tmp_path / "site", tmp_path / "heard", tmp_path / "seen"
    site.mkdir()
    (site / "sitecustomize.py").write_text(LISTENING)
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join([str(site), *filter(None, [os.environ.get("PYTHONPATH")])]),
        "HEARD": str(heard),
        "HOME": str(tmp_path),
        "QT_QPA_PLATFORM": "offscreen",
    }

    def run(*words):
        trace = ["strace", "-f", "-qq", "--seccomp-bpf", "-e", "trace=socket,connect"]
        begin = [*trace, "-o", str(seen)] if can_trace() else []
        done = subprocess.run(
            [*begin, sys.executable, *map(str, words)], env=environment, check=False,
            stdin=subprocess.DEVNULL, capture_output=True, text=True,
        )  # fmt: skip
        told = heard.read_text().splitlines() if heard.exists() else []
        told += opened(seen.read_text()) if seen.exists() else []
        loaded = heard.with_name("heard.loaded")
        return done, told, loaded.read_text() if loaded.exists() else ""

    return run


def can_trace():
    """Tell whether the calls of a program can be seen here."""
    if shutil.which("strace") is None:
        return False
    tried = ["strace", "-f", "-qq", "--seccomp-bpf", "-e", "trace=socket", "true"]
    return subprocess.run(tried, check=False, capture_output=True).returncode == 0


def opened(trace):
    """Return the lines of a trace that lead away from this computer, or where nobody knows."""
    lines = trace.splitlines()
    sockets = [line for line in lines if "socket(" in line and "AF_UNIX" not in line]
    connects = [line for line in lines if "connect(" in line and "resumed" not in line]
    return sockets + [line for line in connects if not ALLOWED.search(line)]


@pytest.mark.parametrize("family", ["AF_INET", "AF_INET6", "AF_NETLINK"])
def test_a_socket_that_is_opened_is_noticed(listened, family):
    _, told, _ = listened("-c", f"import socket; socket.socket(socket.{family}, socket.SOCK_RAW)")
    assert told


def test_a_name_that_is_looked_up_in_a_child_is_noticed(listened):
    inner = "import socket; socket.getaddrinfo('localhost', 80)"
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {inner!r}])"
    _, told, _ = listened("-c", code)
    assert told


@pytest.mark.skipif(not can_trace(), reason="calls cannot be traced here")
def test_a_library_that_opens_a_socket_is_noticed(listened):
    _, told, _ = listened("-c", "import ctypes; ctypes.CDLL(None).socket(2, 1, 0)")
    assert told


def test_no_command_opens_a_socket(listened, tmp_path, a_scan):
    folder = tmp_path / "walk"
    folder.mkdir()
    shutil.copy(a_scan("scan"), folder / "scan.pdf")
    done, told, _ = listened(HERE / "walked.py", folder)
    assert told == []
    walked = json.loads(done.stdout)
    assert {words.split()[0] for words in walked} == {*(one.name for one in COMMANDS), "demo"}
    assert {words: status for words, status in walked.items() if status == 70} == {}, done.stderr
    for words in (
        "intake {scan}",
        "verify --full",
        "backup {medium}",
        "restore {medium} {restored}",
    ):
        assert walked[words] == 0, words
    assert [words for words, status in walked.items() if "certify" in words and status == 0]


@one_desk_only
def test_no_screen_opens_a_socket_nor_loads_a_part_of_qt_under_the_gpl(
    listened, tmp_path, archive, a_scan
):
    take_in(archive, a_scan("one"))
    archive.close()
    screens = ("home", "palette", "agreements", "intake", "log", "copies", "partner")
    names = [f"{name}-1366-light" for name in ("home", "palette", "agreements")]
    done, told, loaded = listened(
        "-m",
        "luutru.gui.screenshots",
        archive.folder,
        tmp_path / "out",
        "--only",
        *names,
        *more(screens),
    )
    assert done.returncode == 0, done.stderr
    assert told == []
    assert "libQt6Widgets" in loaded
    assert not re.findall(
        r"libQt6(?:VirtualKeyboard|WaylandCompositor|QuickTimeline|Lottie|Network)\w*", loaded
    )


def more(screens):
    """Return pictures of other screens, whichever there are."""
    from luutru.gui.screenshots import NAMES  # noqa: PLC0415  loads Qt

    return [name for name in NAMES if name.endswith("1366-dark") and name.split("-")[0] in screens]
