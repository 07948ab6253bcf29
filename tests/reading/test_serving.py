"""The reading process spoken to over its pipes, as its parent does."""

import subprocess
import sys
from dataclasses import asdict
from typing import Any

import pytest
from tests.reading import pdfs

from luutru.reading import wire
from luutru.reading.messages import Limits

READY = ({"ready": True, "payload": 0}, b"")


@pytest.fixture
def child():
    process: Any = subprocess.Popen(
        [sys.executable, "-P", "-m", "luutru.reading"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    wire.send(process.stdin, {"limits": asdict(Limits(pages=10))})
    assert wire.receive(process.stdout) == READY
    yield process
    process.stdin.close()
    process.wait(10)
    process.stdout.close()
    process.stderr.close()


def answer(child, **question):
    wire.send(child.stdin, question)
    return wire.receive(child.stdout)


def test_it_answers_one_question_after_another(child, tmp_path):
    file = str(pdfs.write(tmp_path, {"one": pdfs.with_text([b"Halal standards"] * 5)})["one"])
    told, _ = answer(child, ask="inspect", file=file)
    assert told["pages"] == [[595, 842]]
    told, rgb = answer(child, ask="image", file=file, number=1, width=60, rotation=0)
    assert len(rgb) == told["width"] * told["height"] * 3
    told, _ = answer(
        child, ask="read", file=file, number=1, languages="vie", recognise=True, careful=False
    )
    assert told["text"].startswith("Halal standards")


def test_its_limits_are_those_it_was_given(child, tmp_path):
    file = str(pdfs.write(tmp_path, {"many": pdfs.blank(11)})["many"])
    assert answer(child, ask="inspect", file=file)[0]["problem"] == "too_many_pages"


@pytest.mark.parametrize(
    "question",
    [
        {"ask": "read", "file": "/nowhere.pdf", "number": 1},
        {"ask": "image", "file": "/nowhere.pdf", "number": 1, "width": 9, "rotation": 0},
        {"ask": "dance"},
        {},
    ],
)
def test_a_question_that_cannot_be_answered_is_trouble_and_no_end(child, question):
    assert answer(child, **question)[0]["trouble"]
    assert answer(child, **question)[0]["trouble"]


def test_a_page_that_is_not_there_is_damage(child, tmp_path):
    file = str(pdfs.write(tmp_path, {"one": pdfs.blank()})["one"])
    told, _ = answer(child, ask="image", file=file, number=2, width=60, rotation=0)
    assert (told["problem"], told["trouble"]) == ("damaged", True)


def test_it_ends_as_soon_as_its_parent_is_gone_even_in_the_middle_of_a_page(child, tmp_path):
    slow = pdfs.pdf(
        [
            pdfs.CATALOGUE,
            pdfs.ONE_PAGE,
            pdfs.page(),
            pdfs.stream(b"0 0 595 842 re f " * 300_000, packed=True),
        ]
    )
    file = str(pdfs.write(tmp_path, {"slow": slow})["slow"])
    wire.send(
        child.stdin, {"ask": "image", "file": file, "number": 1, "width": 3000, "rotation": 0}
    )
    with pytest.raises(subprocess.TimeoutExpired):
        child.wait(0.5)
    child.stdin.close()
    assert child.wait(5) == 0


def test_what_libraries_print_does_not_get_into_the_answers():
    code = (
        "import os, sys\n"
        "from luutru.reading import pipe_end, serving\n"
        "ask = pipe_end.own_pipes\n"
        "def noisy():\n"
        "    pipes = ask()\n"
        "    print('from Python', flush=True); os.write(1, b'from C\\n')\n"
        "    return pipes\n"
        "pipe_end.own_pipes = noisy\n"
        "serving.serve()\n"
    )
    process: Any = subprocess.Popen(
        [sys.executable, "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    with process:
        wire.send(process.stdin, {"limits": asdict(Limits())})
        assert wire.receive(process.stdout) == READY
        process.stdin.close()
        assert b"from Python" in (noise := process.stderr.read())
        assert b"from C" in noise
