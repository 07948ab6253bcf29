"""The folder for Windows, as far as it can be judged on another system."""

import importlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HERE = ROOT / "packaging" / "windows"


@pytest.fixture(scope="module")
def windows():
    """The script that gathers the folder."""
    with pytest.MonkeyPatch.context() as patched:
        patched.syspath_prepend(ROOT / "packaging")
        yield importlib.import_module("windows")


def test_scripts_are_written_as_windows_reads_them(windows, tmp_path):
    windows.write_scripts(tmp_path)
    for name in windows.SCRIPTS:
        content = (tmp_path / name).read_bytes()
        assert content.count(b"\n") == content.count(b"\r\n")
        assert content.startswith(b"\xef\xbb\xbf") is not name.endswith(".cmd")
        assert "Ư" not in content.decode("utf-8-sig") if name.endswith(".cmd") else True


def test_every_script_is_packed_and_what_they_copy_is_too(windows):
    assert {file.name for file in HERE.iterdir()} == set(windows.SCRIPTS)
    install = (HERE / "install.ps1").read_text("utf-8")
    (copied,) = re.findall(r"foreach \(\$one in (.*)\) \{", install)
    packed = {*windows.SCRIPTS, "tessdata", "LICENCES.txt"}
    assert set(re.findall(r"'([^']+)'", copied)) <= packed


def test_the_python_that_is_packed_for_is_the_one_that_is_asked_for(windows):
    install = (HERE / "install.ps1").read_text("utf-8")
    assert set(re.findall(r"-(3\.\d+)", install)) == {windows.PACKED}
    assert windows.PACKED in windows.PYTHONS


def test_nothing_of_another_system_is_gathered(windows):
    pins = {pin.name for pin in windows.shipped(windows.Target("win32", windows.PACKED))}
    assert {"pyside6-essentials", "tesserocr", "sqlcipher3", "python-pkcs11"} <= pins
    (numpy,) = (
        pin for pin in windows.shipped(windows.Target("win32", "3.12")) if pin.name == "numpy"
    )
    assert numpy.marker is not None
    assert ">= '3.12'" in str(numpy.marker).replace('"', "'")


def test_each_package_without_a_wheel_is_found(windows, monkeypatch):
    pins = windows.shipped(windows.Target("win32", windows.PACKED))
    without = {"bagit", pins[-1].name}
    monkeypatch.setattr(
        windows, "_have_wheels", lambda some, _python: not without & {pin.name for pin in some}
    )
    assert set(windows.lacking(pins, windows.PACKED)) == without
    monkeypatch.setattr(windows, "_have_wheels", lambda _some, _python: True)
    assert windows.lacking(pins, windows.PACKED) == []


def test_the_readme_says_plainly_what_was_not_tried():
    assert "NOT tried: any of it on Windows" in (HERE / "README.txt").read_text("utf-8")
