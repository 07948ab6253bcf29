"""What an account is not cleared for is told by no command: not in words, not as JSON, in no file.

Two archives are alike but for two marked agreements that only one of them has. Whatever a reader
types, both answer alike, and write files of the same names; what somebody with every other role
types brings nothing of the marked agreements to light.

`LUUTRU_WALK=all` types every command with every option, in words and as JSON, for minutes.
"""

import io
import os
import re
import shutil
import zipfile
from contextlib import closing

import pytest
from pypdf import PdfReader
from tests.cli.walking import HIDDEN, typings
from tests.services.people.conftest import PASSWORD, staffed
from tests.services.people.marked import MARKERS, filled

from luutru.cli.main import main
from luutru.services.originals import originals

pytestmark = pytest.mark.slow

FULLY = os.environ.get("LUUTRU_WALK") == "all"
_CHANGING = re.compile(
    r"[0-9a-f]{64}|[0-9a-f]{8}-[0-9a-f-]{27}|\b\d+[.,]?\d* ?(m?s|[kKMG]?i?B)\b"
    r"|\d\d:\d\d(:\d\d)?(\.\d+)?|\b[0-9a-f]{12,}\b|\d+\.\d{2,}|\"took_ms\": [\d.]+"
    r"|\b[0-9A-Z]{4}-\d{3}\b|\b[0-9A-Z]{4}(-[0-9A-Z]{4}){5}\b"
)
"""What tells of the run: checksums of the chain, moments, how long and how large, what is drawn."""
OFFICERS = "archivist cooperation_officer certifier approver inspector"
"""All roles together that see agreements, without a clearance."""
BY_DESIGN = (("users", "marked"),)
"""What an approver is told: references and marks, to clear somebody for them (docs/roles.md)."""


@pytest.fixture(scope="module")
def places(tmp_path_factory):
    """The folders of the archive with the marked agreements, and of the one without."""
    root = tmp_path_factory.mktemp("walk")
    hidden = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LUUTRU_RESERVE_MB", "1")
        patch.setenv("LUUTRU_BALLAST_MB", "0")
        for name in ("secret", "plain"):
            (root / name).mkdir()
            patch.setenv("LUUTRU_INDEX_DIR", str(root / name / "index"))
            with closing(filled(root / name, secrets=name == "secret")) as archive:
                if name == "secret":
                    hidden = [one.sha256[:12] for one in originals(archive)][2:]
                staffed(archive, doc="reader", tatca=OFFICERS)
    return root, (*MARKERS, HIDDEN, "2026-0004", *hidden)


@pytest.fixture
def typed(places, capsys, monkeypatch, tmp_path):
    """Type a command before one of the archives; return what it told, wrote, and its status."""
    root, _secrets = places
    password = tmp_path / "password"
    password.write_text(PASSWORD, encoding="utf-8")
    monkeypatch.setenv("LUUTRU_LOG_DIR", str(tmp_path / "log"))
    monkeypatch.setenv("LUUTRU_PASSWORD_FILE", str(password))
    monkeypatch.setenv("COLUMNS", "200")
    out = tmp_path / "out"

    def run(name, user, words):
        monkeypatch.setenv("LUUTRU_INDEX_DIR", str(root / name / "index"))
        monkeypatch.setenv("LUUTRU_ARCHIVE", str(root / name / "archive"))
        monkeypatch.setenv("LUUTRU_USER", user)
        out.mkdir()
        capsys.readouterr()
        status = main([*words, "--lang", "en"])
        told = capsys.readouterr()
        written = {str(file.relative_to(out)): read(file) for file in walk(out)}
        shutil.rmtree(out)
        return [status, told.out, told.err, written]

    return run


def walk(folder):
    return sorted(file for file in folder.rglob("*") if file.is_file())


def read(file):
    """Return all that a file says."""
    data = file.read_bytes()
    if data.startswith(b"%PDF"):
        pages = PdfReader(io.BytesIO(data)).pages
        return "\n".join(page.extract_text() for page in pages) + data.decode("latin-1")
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return "\n".join(
                packed.read(one).decode("utf-8", "replace") for one in packed.namelist()
            )
    return data.decode("utf-8", "replace")


def alike(answer, root):
    """Return an answer without what tells of the run alone."""
    status, out, err, written = answer
    place = re.compile(rf"{re.escape(str(root))}/(secret|plain|changed)")
    return [
        status,
        *(_CHANGING.sub("#", place.sub("", one)) for one in (out, err)),
        sorted(written),
    ]


@pytest.fixture
def files(tmp_path, a_scan):
    folder = tmp_path / "files"
    folder.mkdir()
    shutil.copy(a_scan("new"), folder / "scan.pdf")
    (folder / "password").write_text("mat-khau-khac", encoding="utf-8")
    return folder


def leaked(answer, secrets, words):
    asked = " ".join(words)
    told = "\n".join([answer[1], answer[2], *answer[3], *answer[3].values()])
    return [one for one in secrets if one in told and one not in asked]


def every(files, tmp_path, *, as_json):
    """Yield what is typed; in the full walk in words and as JSON, else as asked for."""
    for words in typings(files, tmp_path / "out", fully=FULLY):
        if FULLY or not as_json:
            yield words
        if FULLY or as_json:
            yield (*words, "--json")


def test_a_reader_is_told_what_they_were_told_without_the_marked_agreements(
    typed, places, files, tmp_path
):
    root, secrets = places
    different, answered = [], 0
    for words in every(files, tmp_path, as_json=True):
        answers = [typed(name, "doc", words) for name in ("secret", "plain")]
        answered += answers[0][0] == 0
        secret, plain = (alike(answer, root) for answer in answers)
        if secret != plain or leaked(answers[0], secrets, words):
            different.append((words, leaked(answers[0], secrets, words), secret, plain))
    assert not different, "\n".join(map(str, different))
    assert answered > 30


def test_whoever_has_every_role_and_no_clearance_is_told_nothing_of_them(
    typed, places, files, tmp_path
):
    root, secrets = places
    shutil.copytree(root / "secret", root / "changed")  # the reader compares what nobody changed
    found, answered = [], 0
    for words in every(files, tmp_path, as_json=False):
        answer = typed("changed", "tatca", words)
        answered += answer[0] == 0
        told = leaked(answer, secrets, words)
        if told and words[:2] not in BY_DESIGN:
            found.append((words, told, answer[:3]))
    assert not found, "\n".join(map(str, found))
    assert answered > 40
