"""The rules of the house that no linter knows."""

import ast
import re
import runpy
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import pytest

from luutru import errors
from luutru.cli.main import COMMANDS
from luutru.demo.command import DEMO
from luutru.records.code_lists import code_list
from luutru.records.roles import Permission, permission_for, permissions_of

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "luutru"
NEVER_WRITTEN = """
thoả, hoá, hoà, huỷ, uỷ, khoá, xoá, tuỳ, tờ chứng thực, sổ bản sao, chuỗi nguyên vẹn, đầu sổ,
mã xích, mã chuỗi, nhật ký lưu giữ, dấu vết, gộp tên, hộp quét, hàng đợi, trường nghi ngờ
"""


def every(kind):
    for child in kind.__subclasses__():
        yield child
        yield from every(child)


@cache
def read(*path):
    return ROOT.joinpath(*path).read_text("utf-8")


@cache
def messages():
    """Load `packaging/extract_messages.py`, which is no part of the package."""
    return SimpleNamespace(**runpy.run_path(str(ROOT / "packaging" / "extract_messages.py")))


@cache
def said():
    """Return what the program says; looking through all of it takes seconds."""
    return messages().extract()


def concrete_errors():
    kinds = {errors.Refusal, errors.Trouble, errors.Damage}
    return sorted(set(every(errors.LuutruError)) - kinds, key=lambda kind: kind.__name__)


@pytest.mark.parametrize("kind", concrete_errors(), ids=lambda kind: kind.__name__)
def test_every_error_says_what_happened_and_what_next(kind):
    assert kind.title.endswith(".")
    assert kind.advice.endswith(".")
    assert kind.__doc__
    assert re.search(rf"^### {kind.__name__}\n\S", read("docs", "errors.md"), re.MULTILINE)


def test_no_error_is_explained_that_does_not_exist():
    explained = re.findall(r"^### (\w+)$", read("docs", "errors.md"), re.MULTILINE)
    assert set(explained) == {kind.__name__ for kind in concrete_errors()}


@pytest.mark.parametrize("command", [*COMMANDS, DEMO], ids=lambda command: command.name)
def test_every_command_is_in_the_readme(command):
    assert f"`{command.name}`" in read("README.md")
    assert command.summary.endswith(".")


def rooms_and_what_is_in_them():
    for path in sorted(PACKAGE.rglob("*")):
        part = path.relative_to(PACKAGE)
        module = path.suffix == ".py" and path.stem not in ("__init__", "__main__")
        package = (path / "__init__.py").exists()
        if (module or package) and len(part.parts) <= 2:
            yield part.as_posix() + ("/" if package else "")


@pytest.mark.parametrize("module", list(rooms_and_what_is_in_them()))
def test_every_module_is_named_in_the_architecture(module):
    room, _, name = module.rstrip("/").rpartition("/")
    name += "/" if module.endswith("/") else ""
    place = told_of_rooms().get(room, read("docs", "architecture.md"))
    assert f"`{name}`" in place, f"{module} is not named"


@cache
def told_of_rooms():
    """Return what the architecture tells of each room, by its name."""
    sections = re.split(r"^(?=## )", read("docs", "architecture.md"), flags=re.MULTILINE)
    found = [(re.match(r"## .*`(\w+)/`", section), section) for section in sections]
    return {room.group(1): section for room, section in found if room}


def test_no_module_is_named_that_does_not_exist():
    sections = re.split(r"^## ", read("docs", "architecture.md"), flags=re.MULTILINE)
    for section in sections:
        room = re.match(r".*`(\w+)/`", section)
        for name in re.findall(r"^- `([\w/]+(?:\.py|/))`", section, re.MULTILINE):
            assert (PACKAGE / (room.group(1) if room else "") / name).exists(), name


def test_every_sentence_is_said_in_vietnamese():
    assert messages().untranslated("vi", said()) == []


def test_sentences_are_written_where_they_are_extracted():
    hidden = re.compile(r"translate_count\(\s*\*|translate\(\s*mark\(")
    found = [path for path in PACKAGE.rglob("*.py") if hidden.search(path.read_text("utf-8"))]
    assert found == []


def test_no_sentence_stands_inside_a_formatted_string():
    """The extraction does not look there, so it would never be said in Vietnamese."""
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            inner = ast.walk(node) if isinstance(node, ast.JoinedStr) else ()
            said = [one for one in inner if isinstance(one, ast.Call) and _says(one)]
            assert said == [], path


def _says(call):
    """Tell whether a sentence itself is said here, not one that was marked elsewhere."""
    name = getattr(call.func, "id", "")
    sentence = call.args[0] if call.args else None
    return name in ("translate", "translate_count", "mark") and isinstance(sentence, ast.Constant)


def test_no_translation_is_kept_that_nobody_says():
    known = {message.id for message in said()}
    assert [m.id for m in messages().read("vi") if m.id not in known] == []


def test_named_places_are_the_same_in_both_languages():
    for message in messages().read("vi"):
        ours = message.id if isinstance(message.id, str) else message.id[-1]
        theirs = message.string if isinstance(message.string, str) else message.string[-1]
        if ours:
            places = [set(re.findall(r"\{[^}]*\}", text)) for text in (ours, theirs)]
            assert places[0] == places[1], ours


@pytest.mark.parametrize("spelling", re.split(r",\s+", NEVER_WRITTEN.strip()))
def test_vietnamese_is_spelled_as_in_legal_texts(spelling):
    text = read("resources", "i18n", "vi.po").lower()
    assert not re.search(rf"(?<!\w){spelling}(?!\w)", text)


def test_no_file_is_long():
    steps = set((PACKAGE / "holdings" / "upgrades" / "versions").iterdir())  # written by Alembic
    for path in {*PACKAGE.rglob("*.py"), *(ROOT / "tests").rglob("*.py")} - steps:
        assert len(path.read_text("utf-8").splitlines()) <= 300, path


def test_every_act_of_the_log_takes_a_permission_that_some_role_has():
    acts = code_list("act").codes
    assert [act for act in acts if permission_for(act) is None] == [], "see rules/roles.toml"
    given = permissions_of(code_list("role").codes)
    assert {permission_for(act) for act in acts} <= given == frozenset(Permission)
