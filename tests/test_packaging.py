"""What building adds to the source, and what travels with the program."""

import gettext
import importlib
import os
import re
import runpy
import subprocess
import tarfile
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest

ROOT = Path(__file__).parents[1]
CATALOGUE = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


@pytest.fixture
def tools():
    return SimpleNamespace(**runpy.run_path(str(ROOT / "packaging" / "compile_messages.py")))


@pytest.fixture
def translations(tmp_path):
    """A folder with one catalogue of one sentence."""
    (tmp_path / "vi.po").write_text(f'{CATALOGUE}msgid "Page"\nmsgstr "Trang"\n', "utf-8")
    return tmp_path


def said(folder, sentence):
    return gettext.translation("luutru", folder, ["vi"]).gettext(sentence)


def test_messages_are_compiled_for_gettext(tools, translations):
    tools.compile_messages(translations)
    assert said(translations, "Page") == "Trang"


def test_only_a_changed_catalogue_is_compiled_again(tools, translations):
    tools.compile_messages(translations)
    assert tools.compile_messages(translations) == []
    later = (translations / "vi.po").stat().st_mtime + 10
    os.utime(translations / "vi.po", (later, later))
    assert len(tools.compile_messages(translations)) == 1


@pytest.fixture(scope="module")
def scripts():
    """The scripts of `packaging/`, by name."""
    with pytest.MonkeyPatch.context() as patched:
        patched.syspath_prepend(ROOT / "packaging")
        yield importlib.import_module


@pytest.mark.slow
def test_a_wheel_brings_every_resource(scripts, tmp_path):
    wheel = scripts("gathering").build("wheel", tmp_path)
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert "luutru/resources/i18n/vi/LC_MESSAGES/luutru.mo" in names
    asked = ["git", "ls-files", "-z", "resources", "src"]
    kept = subprocess.run(asked, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for name in kept.split("\0")[:-1]:
        assert (name.removeprefix("src/") in names) or (f"luutru/{name}" in names), name


@pytest.mark.slow
def test_the_source_package_gives_the_same_wheel_again(scripts, tmp_path, monkeypatch):
    gathering = scripts("gathering")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", gathering.day_of_source())
    wheel = gathering.build("wheel", tmp_path / "checkout")
    packed = gathering.build("sdist", tmp_path)
    with tarfile.open(packed) as archive:
        archive.extraction_filter = getattr(tarfile, "data_filter", None)  # unknown to 3.11.2
        archive.extractall(tmp_path)  # noqa: S202  made by ourselves
    source = tmp_path / packed.name.removesuffix(".tar.gz")
    again = gathering.build("wheel", tmp_path / "source", source)
    assert again.read_bytes() == wheel.read_bytes()


def test_what_builds_the_program_does_not_travel_with_it(scripts):
    names = {pin.name for pin in scripts("locked").shipped()}
    assert {"sqlalchemy", "pyside6-essentials", "shiboken6", "cffi"} <= names
    assert not names & {"hatchling", "babel", "pytest"}


def test_what_is_needed_and_not_locked_is_named(scripts, monkeypatch, tmp_path):
    locked = scripts("locked")
    lock = tmp_path / "requirements.lock"
    lock.write_text(re.sub(r"^cffi==", "coffee==", locked.LOCK.read_text(), flags=re.MULTILINE))
    monkeypatch.setattr(locked, "LOCK", lock)
    with pytest.raises(LookupError, match="cffi"):
        locked.shipped()


def test_a_package_of_another_system_is_left_to_it(scripts):
    locked = scripts("locked")
    (colours,) = (pin for pin in locked.pins() if pin.name == "colorama")
    assert colours.holds(locked.Target("win32", "3.12"))
    assert not colours.holds(locked.Target("linux"))


def test_checksums_are_written_as_sha256sum_reads_them(scripts, tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.whl").write_bytes(b"wheel")
    scripts("gathering").sum_up(tmp_path)
    done = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=tmp_path, check=False)
    assert done.returncode == 0
