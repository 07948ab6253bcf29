"""What building adds to the source: compiled messages, resources in the wheel."""

import gettext
import os
import runpy
import subprocess
import sys
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


@pytest.mark.slow
def test_a_wheel_brings_its_resources(tmp_path):
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    wheel = next(tmp_path.glob("*.whl"))
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    for name in (
        "i18n/vi/LC_MESSAGES/luutru.mo",
        "fonts/Inter_400Regular.ttf",
        "icons/search.svg",
        "rules/code_lists.toml",
    ):
        assert f"luutru/resources/{name}" in names
