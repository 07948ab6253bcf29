"""The way to a PostgreSQL server: it can be slow, held up, and cut at a message agreed upon.

Tests and benchmarks go by it to see an office whose server is far away, or gone for a moment.
"""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import SimpleQueue
from tempfile import TemporaryDirectory
from threading import Event, Lock, Thread, Timer
from time import monotonic, sleep
from typing import Final

SOCKET: Final = ".s.PGSQL.5432"
_AT_ONCE: Final = 1 << 16
_LINGER_S: Final = 0.05
"""How long the server is given to do what it was told before the way back is cut."""

Messages = SimpleQueue[tuple[float, bytes]]
"""What a program has sent, each with the moment at which the server gets it; empty at the end."""


class Way:
    """Passes on what programs and server tell each other, by sockets in two folders.

    What a program sends at once counts as one message: a question, or the end of a transaction.
    """

    def __init__(self, folder: Path, server: Path) -> None:
        """Let programs come by `folder` to the server that listens in `server`."""
        self.folder = folder
        self.delay_s = 0.0
        """Seconds that each message is under way before the server gets it."""
        self.count = 0
        """Messages that the server got since the last `begin`."""
        self._server = str(server / SOCKET)
        self._lock = Lock()
        self._open: set[socket.socket] = set()
        self._is_free = Event()
        self._is_free.set()
        self._cut_at = 0
        self._is_late = False
        self._stays = False
        self._is_cut = False
        self._ear = socket.socket(socket.AF_UNIX)
        self._ear.bind(str(folder / SOCKET))
        self._ear.listen()
        Thread(target=self._listen, daemon=True).start()

    def begin(self, cut_at: int = 0, *, is_late: bool = False, stays: bool = False) -> None:
        """Count anew, and cut the way at a message; never at 0.

        Where it `is_late`, the server still gets that message, and its answer is lost; where it
        `stays` cut, nobody gets through until this is called again.
        """
        with self._lock:
            self.count, self._cut_at = 0, cut_at
            self._is_late, self._stays, self._is_cut = is_late, stays, False

    @property
    def is_held(self) -> bool:
        """Tell whether no message gets to the server now."""
        return not self._is_free.is_set()

    @contextmanager
    def held(self, at_most_s: float = 60) -> Iterator[None]:
        """Let no message get to the server in the block; they go on when it ends.

        `at_most_s`: then they go on all the same, so that whoever waits for them fails, and does
        not hang.
        """
        patience = Timer(at_most_s, self._is_free.set)
        self._is_free.clear()
        patience.start()
        try:
            yield
        finally:
            patience.cancel()
            self._is_free.set()

    def close(self) -> None:
        """Let nobody through any more."""
        self._ear.close()
        self._hang_up()

    def _listen(self) -> None:
        while True:
            try:
                program, _ = self._ear.accept()
            except OSError:
                return
            server = socket.socket(socket.AF_UNIX)
            try:
                if self._is_cut and self._stays:
                    raise ConnectionRefusedError
                server.connect(self._server)
            except OSError:
                program.close()
                server.close()
                continue
            with self._lock:
                self._open |= {program, server}
            told: Messages = SimpleQueue()
            Thread(target=self._hear, args=(program, told), daemon=True).start()
            Thread(target=self._ask, args=(told, program, server), daemon=True).start()
            Thread(target=self._answer, args=(server, program), daemon=True).start()

    def _hear(self, program: socket.socket, told: Messages) -> None:
        """Take what a program sends off its hands, as a network does, whatever is under way."""
        with suppress(OSError):
            while message := program.recv(_AT_ONCE):
                told.put((monotonic() + self.delay_s, message))
        told.put((0.0, b""))

    def _ask(self, told: Messages, program: socket.socket, server: socket.socket) -> None:
        with suppress(OSError):
            while (came := told.get())[1]:
                due, message = came
                sleep(max(0.0, due - monotonic()))
                self._is_free.wait()
                with self._lock:
                    self.count += 1
                    cut = self.count == self._cut_at
                    self._is_cut = self._is_cut or cut
                if cut and not self._is_late:
                    break
                if cut:
                    program.shutdown(socket.SHUT_WR)  # the answer is lost
                server.sendall(message)
                if cut:
                    server.settimeout(_LINGER_S)
                    with suppress(TimeoutError):
                        server.recv(1)
                    break
        self._part(program, server)

    def _answer(self, server: socket.socket, program: socket.socket) -> None:
        with suppress(OSError):
            while told := server.recv(_AT_ONCE):
                program.sendall(told)
        self._part(program, server)

    def _part(self, *both: socket.socket) -> None:
        for one in both:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
        with self._lock:
            self._open -= set(both)

    def _hang_up(self) -> None:
        with self._lock:
            opened = tuple(self._open)
        self._part(*opened)


@contextmanager
def way_to(server: Path) -> Iterator[Way]:
    """Lend a way to the server that listens in a folder; it is as quick as a socket to begin with.

    The folder of the way has a short name, as the address of a socket has to be.
    """
    with TemporaryDirectory(prefix="luutru-way-") as folder:
        way = Way(Path(folder), server)
        try:
            yield way
        finally:
            way.close()
