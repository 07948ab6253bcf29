"""The package for Debian: what is packed, what its papers say, that it stays the same."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import debian_package
import manual_page
import trimming
from luutru import __main__, i18n
from luutru.cli.main import COMMANDS
from luutru.demo.command import DEMO

HERE = Path(__file__).parents[1] / "packaging" / "linux"
SOURCE = HERE.parents[1] / "src" / "luutru"
TOOLS = ("dpkg-deb", "dpkg-shlibdeps")


@pytest.fixture(autouse=True)
def language():
    """Whatever is spoken here, the language stays what it was."""
    spoken = i18n.language()
    yield
    i18n.use_language(spoken)


def packed(*binaries):
    """Return the names that are packed, when every file loads what stands behind its name."""
    loads = {path: names for _name, path, _kind, *names in binaries}
    found = [(name, path, kind) for name, path, kind, *_ in binaries]
    return [name for name, _path, _kind in trimming.trimmed(found, loads.__getitem__)]


def test_libraries_of_debian_are_left_to_debian():
    assert packed(
        ("libX11.so.6", "/usr/lib/x86_64-linux-gnu/libX11.so.6", "BINARY"),
        ("libpython3.11.so.1.0", "/usr/lib/x86_64-linux-gnu/libpython3.11.so.1.0", "BINARY"),
        ("libGL.so.1", "/usr/lib/x86_64-linux-gnu/libGL.so.1", "BINARY"),
        ("_ssl.so", "/usr/lib/python3.11/lib-dynload/_ssl.so", "EXTENSION"),
        ("libpdfium.so", "/wheels/libpdfium.so", "BINARY"),
    ) == ["libpython3.11.so.1.0", "libGL.so.1", "_ssl.so", "libpdfium.so"]


def test_a_library_goes_with_the_plugin_that_needed_it():
    plugins = "PySide6/Qt/plugins"
    assert packed(
        ("PySide6/QtGui.so", "/w/QtGui.so", "EXTENSION", "libQt6Gui.so.6"),
        (f"{plugins}/platforms/libqxcb.so", "/w/libqxcb.so", "BINARY", "libQt6XcbQpa.so.6"),
        (f"{plugins}/tls/libqopensslbackend.so", "/w/tls.so", "BINARY", "libQt6Network.so.6"),
        ("PySide6/Qt/lib/libQt6Gui.so.6", "/w/libQt6Gui.so.6", "BINARY", "libicu.so.73"),
        ("PySide6/Qt/lib/libQt6XcbQpa.so.6", "/w/libQt6XcbQpa.so.6", "BINARY", "libX11.so.6"),
        ("PySide6/Qt/lib/libQt6Network.so.6", "/w/libQt6Network.so.6", "BINARY"),
        ("PySide6/Qt/lib/libicu.so.73", "/w/libicu.so.73", "BINARY"),
    ) == [
        "PySide6/QtGui.so",
        f"{plugins}/platforms/libqxcb.so",
        "PySide6/Qt/lib/libQt6Gui.so.6",
        "PySide6/Qt/lib/libQt6XcbQpa.so.6",
        "PySide6/Qt/lib/libicu.so.73",
    ]


def test_links_to_what_is_not_packed_are_left_out():
    kept = [("PySide6/Qt/lib/libQt6Gui.so.6", "/w/libQt6Gui.so.6", "BINARY")]
    gui = ("libQt6Gui.so.6", "PySide6/Qt/lib/libQt6Gui.so.6", "SYMLINK")
    network = ("libQt6Network.so.6", "PySide6/Qt/lib/libQt6Network.so.6", "SYMLINK")
    font = ("luutru/resources/fonts/a.ttf", "/r/a.ttf", "DATA")
    german = ("PySide6/Qt/translations/qt_de.qm", "/w/qt_de.qm", "DATA")
    note = ("luutru-0.1.0.dist-info/direct_url.json", "/v/direct_url.json", "DATA")
    sums = ("numpy-2.4.6.dist-info/RECORD", "/v/RECORD", "DATA")
    assert trimming.without_leftovers([gui, network, font, german, note, sums], kept) == [gui, font]


def test_every_module_is_packed_but_steps_of_the_schema():
    modules = trimming.modules(HERE.parents[1] / "src")
    assert {"luutru", "luutru.cli.doctor", "luutru.gui.home.screen"} <= set(modules)
    assert not [name for name in modules if ".upgrades.versions" in name]


def test_what_only_tests_the_program_is_not_packed():
    left_out = trimming.not_for_running((HERE.parents[1] / "requirements.lock").read_text("utf-8"))
    assert {"pytest", "hypothesis", "mypy", "PyInstaller"} <= set(left_out)
    assert {"sqlalchemy", "PySide6", "numpy", "luutru", "tesserocr"}.isdisjoint(left_out)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_manual_page_tells_every_command(language):
    page = manual_page.page(language)
    for command in (*COMMANDS, DEMO):
        assert f".SS luutru {command.name.replace('-', chr(92) + '-')}\n" in page
        assert i18n.translate(command.summary).split(",")[0].replace("-", "\\-") in page
    assert "luutru\\-verify" in manual_page.verifier_page(language)


def test_no_word_of_a_manual_page_is_taken_for_a_request():
    lines = manual_page.page("vi").splitlines()
    requests = {line.split()[0] for line in lines if line.startswith((".", "'"))}
    assert requests <= {".TH", ".SH", ".SS", ".TP", ".PP", ".RS", ".RE", ".br"}


@pytest.mark.skipif(not all(map(shutil.which, TOOLS)), reason="dpkg-dev is not installed")
def test_the_same_program_gives_the_same_package(tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    once, again = (built(tmp_path / name, mask) for name, mask in (("1", 0o022), ("2", 0o077)))
    assert once.read_bytes() == again.read_bytes()
    listed = told("dpkg-deb", "--contents", once)
    for line in (
        "-rwxr-xr-x root/root .* ./usr/lib/luutru/luutru",
        "./usr/bin/luutru-gui -> ../lib/luutru/luutru",
        "./usr/share/man/vi/man1/luutru.1.gz",
        "./usr/share/icons/hicolor/48x48/apps/org.luutru.LuuTru.png",
    ):
        assert matches(line, listed), line
    assert "libc6 (>=" in told("dpkg-deb", "--field", once, "Depends")
    assert "libpq5 (>= 15)" in told("dpkg-deb", "--field", once, "Depends")


def test_desktops_and_catalogues_of_software_call_it_by_one_name():
    name = debian_package.APPLICATION
    texts = {file.name: file.read_text("utf-8") for file in (HERE / "debian").glob(f"{name}.*")}
    entry, about, kind = (texts[f"{name}.{end}"] for end in ("desktop", "metainfo.xml", "xml"))
    assert f"\nIcon={name}\n" in entry
    assert f"<id>{name}</id>" in about
    assert f">{name}.desktop<" in about
    assert f'<icon name="{name}"/>' in kind
    assert f'setDesktopFileName("{name}")' in (SOURCE / "gui" / "app.py").read_text("utf-8")
    (mime,) = set(re.findall(r"application/x-[a-z-]+", f"{entry}{about}{kind}"))
    assert re.search(f"^MimeType={mime};$", entry, re.MULTILINE)


@pytest.mark.parametrize(
    ("tool", "file"),
    [
        (["appstreamcli", "validate", "--no-net", "--pedantic"], "metainfo.xml"),
        (["desktop-file-validate"], "desktop"),
    ],
)
def test_the_papers_of_the_desktop_are_valid(tool, file, tmp_path):
    if not shutil.which(tool[0]):
        pytest.skip(f"{tool[0]} is not installed")
    name = f"{debian_package.APPLICATION}.{file}"
    text = (HERE / "debian" / name).read_text("utf-8")
    (tmp_path / name).write_text(text.replace("@VERSION@", "1.2").replace("@DATE@", "2026-11-01"))
    done = subprocess.run([*tool, tmp_path / name], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert not re.search("^[WE]:", done.stdout, re.MULTILINE), done.stdout


def built(folder, mask):
    """Return the package of a small program, built by somebody whose files have that mask."""
    before = os.umask(mask)
    try:
        program = folder / "luutru"
        (program / "_internal").mkdir(parents=True)
        shutil.copy("/bin/true", program / "luutru")
        (program / "_internal" / "base_library.zip").write_bytes(b"same")
        return debian_package.make(program, folder, "1.2", {})
    finally:
        os.umask(before)


def matches(line, listed):
    return re.search(line.replace("./", r"\./"), listed)


def told(*words):
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout


@pytest.mark.parametrize("script", ["build", "../check", "bundle/install.sh", "debian/postrm"])
def test_scripts_are_scripts(script):
    subprocess.run(["sh", "-n", HERE / script], check=True)
    assert os.access(HERE / script, os.X_OK)
    if shutil.which("shellcheck"):
        subprocess.run(["shellcheck", HERE / script], check=True)


def test_a_changed_or_added_file_is_not_installed(tmp_path):
    """The part of `install.sh` that checks, run alone: it needs no root."""
    script = (HERE / "bundle/install.sh").read_text("utf-8")
    begin, end = script.index("check_sums() {"), script.index("check_nobody_works() {")
    sound = "room=$1; say() { :; }; fail() { exit 9; }\n" + script[begin:end] + "check_sums\n"
    bundle, room = tmp_path / "bundle", tmp_path / "room"
    (bundle / "packages").mkdir(parents=True)
    room.mkdir()
    (bundle / "packages" / "one.deb").write_bytes(b"one")
    digest = hashlib.sha256(b"one").hexdigest()
    (bundle / "SHA256SUMS").write_text(f"{digest}  packages/one.deb\n")

    def status():
        done = subprocess.run(
            ["sh", "-euc", sound, "sh", room], cwd=bundle, check=False, capture_output=True
        )
        return done.returncode

    assert status() == 0
    (bundle / "packages" / "two.deb").write_bytes(b"two")
    assert status() == 9
    (bundle / "packages" / "two.deb").unlink()
    (bundle / "packages" / "one.deb").write_bytes(b"One")
    assert status() == 9


def test_a_clicked_archive_is_opened(tmp_path, monkeypatch):
    opened: list[Path] = []
    monkeypatch.setattr(__main__, "_window", opened.append)
    monkeypatch.setattr(sys, "argv", ["luutru-gui", str(tmp_path / "archive.toml")])
    __main__.open_window()
    assert opened == [tmp_path]
