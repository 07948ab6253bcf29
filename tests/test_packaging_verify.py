"""What is packed for receivers of copies is enough to check one, and nothing else is packed."""

import ast
import os
import re
import runpy
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from tests.stamping import pki
from tests.stamping.made import facts, scan

from luutru.services.copies.pictured import code_in
from luutru.stamping.certifying import certify

HERE = Path(__file__).parents[1] / "packaging" / "verify"
WITHOUT = """
import importlib.machinery, importlib.metadata, os, re, sys

def plain(name):
    return re.sub(r"[-_.]+", "-", name).lower()

packed = {plain(name) for name in os.environ["PACKED"].split()} | {"luutru"}
homes = importlib.metadata.packages_distributions()
left_out = os.environ["LEFT_OUT"].split()

class Packed(importlib.machinery.PathFinder):
    @classmethod
    def find_spec(cls, name, path=None, target=None):
        whose = {plain(one) for one in homes.get(name.partition(".")[0], ())}
        if (whose and not whose & packed) or any(
            name == one or name.startswith(one + ".") for one in left_out
        ):
            return None
        return super().find_spec(name, path, target)

sys.meta_path[sys.meta_path.index(importlib.machinery.PathFinder)] = Packed
"""


@pytest.fixture(scope="module")
def tools():
    with pytest.MonkeyPatch.context() as patched:
        patched.syspath_prepend(HERE.parent)
        return SimpleNamespace(**runpy.run_path(str(HERE.with_suffix(".py"))))


def left_out():
    """Return the modules that the packaged program lacks."""
    tree = ast.parse((HERE / "luutru-verify.spec").read_text("utf-8"))
    (told,) = [
        ast.literal_eval(word.value)
        for call in ast.walk(tree) if isinstance(call, ast.Call)
        for word in call.keywords if word.arg == "excludes"
    ]  # fmt: skip
    return told


def test_a_copy_is_checked_with_what_is_packed_alone(tools, tmp_path):
    root = pki.holder("CA gốc", ca=True)
    base, copy, roots = scan(tmp_path / "base.pdf"), tmp_path / "copy.pdf", tmp_path / "roots"
    certify(base, copy, facts(base), pki.holder("Văn thư", root).signer(tmp_path))
    roots.mkdir()
    (roots / "root.der").write_bytes(root.der)
    (tmp_path / "sitecustomize.py").write_text(WITHOUT)
    more = {
        "PYTHONPATH": str(tmp_path), "PACKED": " ".join(tools.needs()),
        "LEFT_OUT": " ".join(left_out()),
    }  # fmt: skip
    command = [sys.executable, "-m", "luutru.verifier", str(copy), "--roots", str(roots)]
    done = subprocess.run(
        command, check=False, capture_output=True, text=True, env={**os.environ, **more}
    )
    assert (done.returncode, done.stderr) == (0, "")
    refused = subprocess.run(
        [sys.executable, "-c", "import sqlalchemy"], check=False, capture_output=True,
        env={**os.environ, **more},
    )  # fmt: skip
    assert refused.returncode != 0


def test_a_code_is_checked_with_what_is_packed_alone(tools, tmp_path):
    signer = pki.holder("Văn thư", pki.holder("CA gốc", ca=True))
    base, copy, roots = scan(tmp_path / "base.pdf"), tmp_path / "copy.pdf", tmp_path / "roots"
    certify(base, copy, facts(base), signer.signer(tmp_path))
    text = code_in(copy)
    roots.mkdir()
    (roots / "signer.der").write_bytes(signer.der)
    (tmp_path / "sitecustomize.py").write_text(WITHOUT)
    more = {
        "PYTHONPATH": str(tmp_path), "PACKED": " ".join(tools.needs()),
        "LEFT_OUT": " ".join(left_out()),
    }  # fmt: skip

    def verify(*words):
        command = [sys.executable, "-m", "luutru.verifier", "qr", "--roots", str(roots), *words]
        return subprocess.run(
            command, check=False, capture_output=True, text=True, env={**os.environ, **more}
        )

    done = verify(text)
    assert (done.returncode, done.stderr) == (0, "")
    parts = text.split("|")
    parts[4] += "x"
    assert verify("|".join(parts)).returncode == 1
    pictured = verify("--image", str(copy), "--lang", "en")
    assert pictured.returncode == 2
    assert "whole program" in pictured.stderr


def test_everything_packed_is_pinned_with_its_hashes(tools):
    pinned = re.findall(r"^([a-z0-9-]+)==\S+.*\\\n +--hash=sha256:", tools.locked(), re.MULTILINE)
    assert pinned == tools.needs()


def test_what_the_spec_and_the_folder_for_windows_name_is_there(tools):
    spec = (HERE / "luutru-verify.spec").read_text("utf-8")
    for path in re.findall(r'ROOT / "(src[^"]*)"', spec):
        assert (HERE.parents[1] / path).exists()
    assert "resources/i18n/vi/LC_MESSAGES/luutru.mo" in spec
    for script in tools.SCRIPTS:
        assert (HERE / script).is_file()
