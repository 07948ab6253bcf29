"""The way to a PostgreSQL server, which is cut at a message that was agreed upon."""

import socket
from contextlib import suppress
from pathlib import Path
from threading import Lock, Thread
from typing import Final

SOCKET: Final = ".s.PGSQL.5432"
_AT_ONCE: Final = 1 << 16
_LINGER_S: Final = 0.05
"""How long the server is given to do what it was told before the way back is cut."""


class Way:
    """Passes on what programs and server tell each other, by sockets in two folders.

    What a program sends at once counts as one message: a question, or the end of a transaction.
    """

    def __init__(self, folder: Path, server: Path) -> None:
        """Let programs come by `folder` to the server that listens in `server`."""
        self._server = str(server / SOCKET)
        self._lock = Lock()
        self._open: set[socket.socket] = set()
        self.count = 0
        """Messages since the last `begin`."""
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
            Thread(target=self._ask, args=(program, server), daemon=True).start()
            Thread(target=self._answer, args=(server, program), daemon=True).start()

    def _ask(self, program: socket.socket, server: socket.socket) -> None:
        with suppress(OSError):
            while told := program.recv(_AT_ONCE):
                with self._lock:
                    self.count += 1
                    cut = self.count == self._cut_at
                    self._is_cut = self._is_cut or cut
                if cut and not self._is_late:
                    break
                if cut:
                    program.shutdown(socket.SHUT_WR)  # the answer is lost
                server.sendall(told)
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
