"""Our end of the pipe: questions are taken one after the other until nobody asks any more."""

import os
import queue
import sys
import threading
from collections.abc import Callable
from typing import BinaryIO, Final

from luutru.reading import wire
from luutru.reading.wire import Message

IDLE_SECONDS: Final = 60.0
"""After which a process that nobody asks anything ends: it holds 150 MB of models."""

Answer = tuple[Message, bytes]


def serve(begin: Callable[[Message], Callable[[Message], Answer]]) -> None:
    """Take questions from standard input and answer on standard output until told to end.

    `begin` is given what the parent says first, and returns what answers.
    """
    questions, answers = own_pipes()
    asked: queue.SimpleQueue[Message | None] = queue.SimpleQueue()
    threading.Thread(target=_hear, args=(questions, asked), daemon=True).start()
    first = asked.get()
    if first is None:
        return
    answer = begin(first)
    wire.send(answers, {"ready": True})
    while (question := _next(asked)) is not None:
        told, payload = answer(question)
        wire.send(answers, told, payload)
        if "leaving" in told:
            return


def own_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Take standard input and output for ourselves; what libraries print goes to the log."""
    questions = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return questions, answers


def _hear(questions: BinaryIO, asked: "queue.SimpleQueue[Message | None]") -> None:
    """Pass questions on; when the parent is gone, end at once, even in the middle of a page."""
    while (received := wire.receive(questions)) is not None:
        asked.put(received[0])
    os._exit(0)


def _next(asked: "queue.SimpleQueue[Message | None]") -> Message | None:
    try:
        return asked.get(timeout=IDLE_SECONDS)
    except queue.Empty:
        return None
