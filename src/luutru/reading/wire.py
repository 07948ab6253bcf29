"""How messages cross the pipe: one line of JSON each, and after it the bytes it announces."""

import dataclasses
import json
from typing import Any, BinaryIO, Final

from luutru.reading.measures import as_plain, from_plain
from luutru.reading.messages import (
    Inspection,
    PageReading,
    PageShape,
    PageStatus,
    Problem,
    TextOrigin,
    Word,
)

Message = dict[str, Any]

LONGEST_LINE: Final = 64 << 20
"""Bytes; a page of 100,000 words stays far below."""
LARGEST_PAYLOAD: Final = 256 << 20


class BrokenMessage(Exception):
    """What came over the pipe is no message of ours."""


def send(stream: BinaryIO, message: Message, payload: bytes = b"") -> None:
    """Write a message and its payload, and push it through."""
    line = json.dumps({**message, "payload": len(payload)}, separators=(",", ":"))
    stream.write(line.encode("ascii") + b"\n" + payload)
    stream.flush()


def receive(stream: BinaryIO) -> tuple[Message, bytes] | None:
    """Wait for a message and its payload; None when the other side has closed the pipe.

    Raises:
        BrokenMessage: The other side is out of its mind.
    """
    line = stream.readline(LONGEST_LINE)
    if not line:
        return None
    try:
        message: Message = json.loads(line)
        length = int(message["payload"])
    except (ValueError, TypeError, LookupError, RecursionError) as error:
        raise BrokenMessage(type(error).__name__) from error
    if not 0 <= length <= LARGEST_PAYLOAD:
        raise BrokenMessage("payload")
    payload = stream.read(length)
    return (message, payload) if len(payload) == length else None


def pack_inspection(inspection: Inspection) -> Message:
    """Turn an inspection into what JSON can carry."""
    return {
        **dataclasses.asdict(inspection),
        "pages": [[page.width, page.height] for page in inspection.pages],
    }


def unpack_inspection(told: Message) -> Inspection:
    """Turn it back.

    Raises:
        BrokenMessage: It is none.
    """
    try:
        return Inspection(
            **{
                **told,
                "pages": tuple(PageShape(float(w), float(h)) for w, h in told["pages"]),
                "problem": told["problem"] and Problem(told["problem"]),
                "active_content": tuple(told["active_content"]),
            }
        )
    except (ValueError, TypeError, LookupError) as error:
        raise BrokenMessage("inspection") from error


def pack_reading(reading: PageReading) -> Message:
    """Turn what was read on a page into what JSON can carry."""
    flat = {name: getattr(reading, name) for name in PageReading.__slots__}
    measured = None if reading.measures is None else as_plain(reading.measures)
    return {**flat, "words": [list(word) for word in reading.words], "measures": measured}


def unpack_reading(told: Message) -> PageReading:
    """Turn it back.

    Raises:
        BrokenMessage: It is none.
    """
    try:
        return PageReading(
            **{
                **told,
                "status": PageStatus(told["status"]),
                "origin": TextOrigin(told["origin"]),
                "problem": told["problem"] and Problem(told["problem"]),
                "words": tuple(Word(*word) for word in told["words"]),
                "text_hash": tuple(map(int, told["text_hash"])),
                "measures": told["measures"] and from_plain(told["measures"]),
            }
        )
    except (ValueError, TypeError, LookupError, AttributeError) as error:
        raise BrokenMessage("reading") from error
