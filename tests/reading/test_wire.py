import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luutru.reading import wire
from luutru.reading.measures import Measures
from luutru.reading.messages import (
    Inspection,
    PageReading,
    PageShape,
    PageStatus,
    Problem,
    TextOrigin,
    Word,
)

READING = PageReading(
    key=7,
    number=3,
    status=PageStatus.READ,
    text="Điều 1. Mục đích",
    words=(Word("Điều", 10, 20, 300, 40, 96), Word("1.", 310, 20, 340, 40, 91)),
    origin=TextOrigin.BOTH,
    rotation=180,
    confidence=95.5,
    needs_look=True,
    image_hash=-(2**63),
    text_hash=(1, 2**32 - 1),
    measures=Measures(200, 24, -0.3, (0, 4, 0, 0), has_seal=True, has_signature=None),
)


def through_the_pipe(message, payload=b""):
    pipe = io.BytesIO()
    wire.send(pipe, message, payload)
    pipe.seek(0)
    return wire.receive(pipe)


def without_length(told):
    return {name: value for name, value in told.items() if name != "payload"}


def test_a_reading_comes_out_as_it_went_in():
    told, _ = through_the_pipe(wire.pack_reading(READING))
    assert wire.unpack_reading(without_length(told)) == READING


@pytest.mark.parametrize(
    "inspection",
    [
        Inspection(problem=Problem.ENCRYPTED, detail="pdfium 4"),
        Inspection((PageShape(595.3, 841.9),), None, "", "1.7", ("uri",), signed=True),
    ],
)
def test_an_inspection_comes_out_as_it_went_in(inspection):
    told, _ = through_the_pipe(wire.pack_inspection(inspection))
    assert wire.unpack_inspection(without_length(told)) == inspection


@given(st.text(st.characters(codec=None)), st.binary())
def test_any_text_and_any_bytes_cross_the_pipe(text, payload):
    told, received = through_the_pipe({"text": text}, payload)
    assert (told["text"], received) == (text, payload)


def test_a_closed_pipe_is_no_message():
    assert wire.receive(io.BytesIO()) is None


def test_a_payload_that_is_cut_off_is_no_message():
    assert wire.receive(io.BytesIO(b'{"payload":10}\nabc')) is None


@pytest.mark.parametrize("line", ["", "[]", "{}", "null", '{"payload":"x"}', '{"payload":-1}', "{"])
def test_nonsense_is_told_apart_from_messages(line):
    with pytest.raises(wire.BrokenMessage):
        wire.receive(io.BytesIO(line.encode() + b"\n"))


def test_a_payload_larger_than_any_page_is_not_waited_for():
    announced = json.dumps({"payload": wire.LARGEST_PAYLOAD + 1}).encode()
    with pytest.raises(wire.BrokenMessage):
        wire.receive(io.BytesIO(announced + b"\n"))


@pytest.mark.parametrize("unpack", [wire.unpack_reading, wire.unpack_inspection])
@pytest.mark.parametrize("told", [{}, {"status": "great", "problem": None, "pages": 1}])
def test_an_answer_to_another_question_is_nonsense(unpack, told):
    with pytest.raises(wire.BrokenMessage):
        unpack(told)
