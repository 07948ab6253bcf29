"""The script that sets everything up, tried with stand-ins for the system's own programs."""

import os
import re
import shutil
import subprocess
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
LOCK = (ROOT / "requirements.lock").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
RUNNING = LOCK.partition("# --- what tests and checks it ---\n")[0]

STAND_INS = {
    "python3": """#!/bin/sh
case "$*" in
  "-m venv .venv") mkdir -p .venv/bin && cp "$0" .venv/bin/python ;;
  "-V" | "--version") echo "Python 3.11.2" ;;
  "-m pip install"*) echo "$*" >>installs; cp .venv/locked.txt installed ;;
  "-m luutru"*) echo "started: $*${PYTHONDONTWRITEBYTECODE+ without bytecode}" ;;
esac
""",
    "dpkg-query": """#!/bin/sh
for name in "$@"; do :; done
grep -qx "$name" "$HOME/debian" && printf installed
""",
    "apt-get": """#!/bin/sh
echo "$*" >>"$HOME/apt"
for word in "$@"; do echo "$word"; done >>"$HOME/debian"
""",
    "id": "#!/bin/sh\necho 0\n",
}


@pytest.fixture
def checkout(tmp_path):
    """A checkout with nothing set up, on a Debian that has no package installed."""
    folder = tmp_path / "checkout"
    folder.mkdir()
    for name in ("run", "requirements.lock", "pyproject.toml"):
        shutil.copy(ROOT / name, folder)
    bin_folder = tmp_path / "bin"
    bin_folder.mkdir()
    for name, text in STAND_INS.items():
        (bin_folder / name).write_text(text)
        (bin_folder / name).chmod(0o755)
    (tmp_path / "debian").touch()
    return folder


@pytest.fixture
def run(checkout, tmp_path):
    """Start `./run` there and return how it ended."""

    def start(*words, **environment):
        path = f"{tmp_path / 'bin'}:/usr/bin:/bin"
        return subprocess.run(
            ["./run", *words],
            cwd=checkout,
            env={"PATH": path, "HOME": str(tmp_path), "LANG": "C.UTF-8"} | environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    return start


def pins(part):
    return re.findall(r"^([\w.-]+)==(\S+)", part, re.MULTILINE)


def test_without_a_word_it_says_what_it_can_do(run):
    told = run()
    assert told.returncode == 0
    for word in ("demo", "test", "app", "check", "screenshots", "LUUTRU_NO_APT"):
        assert word in told.stdout


def test_an_unknown_word_is_wrong_usage(run):
    assert run("bogus").returncode == 2


def test_it_sets_up_and_starts_the_program(run, checkout, tmp_path):
    told = run("app", "list", "--json")
    assert told.stdout == "started: -m luutru list --json\n"
    assert "libegl1" in (tmp_path / "apt").read_text()
    assert "--require-hashes" in (checkout / "installs").read_text()


def test_a_second_start_installs_nothing(run, checkout, tmp_path):
    run("app")
    (checkout / "installs").unlink()
    (tmp_path / "apt").unlink()
    assert run("app").stdout == "started: -m luutru\n"
    assert not (checkout / "installs").exists()
    assert not (tmp_path / "apt").exists()


def test_what_was_compiled_is_kept_for_the_next_process(run):
    assert run("app", PYTHONDONTWRITEBYTECODE="1").stdout == "started: -m luutru\n"


def test_another_lock_is_installed(run, checkout):
    run("app")
    (checkout / "installs").unlink()
    with (checkout / "requirements.lock").open("a") as lock:
        lock.write("# changed\n")
    run("app")
    assert (checkout / "installs").exists()


def test_showing_the_program_does_not_wait_for_the_tools_of_its_makers(run, checkout):
    run("demo")
    assert pins((checkout / "installed").read_text()) == pins(RUNNING)
    run("test")
    assert pins((checkout / "installed").read_text()) == pins(LOCK)


def test_the_system_is_left_alone_if_asked_to(run, tmp_path):
    told = run("app", LUUTRU_NO_APT="1")
    assert "libegl1" in told.stderr
    assert told.stdout == "started: -m luutru\n"
    assert not (tmp_path / "apt").exists()


def test_a_failed_step_stops_everything(run, tmp_path):
    (tmp_path / "bin" / "apt-get").write_text("#!/bin/sh\necho no network; exit 100\n")
    told = run("app")
    assert told.returncode == 1
    assert "no network" in told.stderr
    assert told.stdout == ""


def test_a_failed_install_is_not_taken_for_done(run, checkout, tmp_path):
    python = tmp_path / "bin" / "python3"
    python.write_text(STAND_INS["python3"].replace('echo "$*" >>installs', "exit 1"))
    assert run("app").stdout == ""
    assert not list(checkout.glob(".venv/ready-*"))


def test_every_pin_has_its_hashes_and_no_index_is_named():
    for block in re.split(r"^(?=\w)", LOCK, flags=re.MULTILINE)[1:]:
        assert "--hash=sha256:" in block, block
    assert "://" not in LOCK
    assert "index" not in LOCK


def test_no_package_is_pinned_twice():
    assert len(pins(LOCK)) == len(set(pins(LOCK)))


def test_what_the_program_needs_is_in_the_first_part():
    pinned = {canonicalize_name(name) for name, _ in pins(RUNNING)}
    needed = PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["setup"]
    assert {canonicalize_name(Requirement(line).name) for line in needed} <= pinned


def test_the_lock_satisfies_the_project():
    versions: dict[str, list[str]] = {}
    for name, version in pins(LOCK):
        versions.setdefault(canonicalize_name(name), []).append(version)
    tools = [line for line in PROJECT["dependency-groups"]["dev"] if isinstance(line, str)]
    for line in PROJECT["project"]["dependencies"] + tools:
        wanted = Requirement(line)
        found = versions[canonicalize_name(wanted.name)]
        assert all(wanted.specifier.contains(version) for version in found), line


def test_the_packages_in_use_are_the_locked_ones():
    pinned = set(pins(LOCK))
    installed = {(d.metadata["Name"], d.version) for d in metadata.distributions()}
    installed = {(canonicalize_name(name), version) for name, version in installed}
    for name in {name for name, _ in installed} & {name for name, _ in pinned}:
        assert {(n, v) for n, v in installed if n == name} <= pinned


def test_continuous_integration_does_what_everybody_can_do():
    assert "./run check" in (ROOT / ".ci" / "run").read_text()
    assert "./run test" in (ROOT / "run").read_text()
    assert "./run test" in (ROOT / "README.md").read_text("utf-8")
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
