"""The stamper: copies are built and checked in a process of their own, with limits.

Sources and copies are files that others made. A password goes through the pipe to that process
alone; it stands in no argument, no environment and no file.
"""

import base64
import threading
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

from luutru.errors import StamperDoesNotStart
from luutru.holdings.process import DidNotStart, Died, Overran, Process, Start
from luutru.holdings.stamper.failing import StampingFailed
from luutru.holdings.stamper.keys import Key, KeyFile, TokenKey
from luutru.holdings.stamper.texts import Texts, plain
from luutru.reading.wire import Message
from luutru.stamping.facts import CopyFacts
from luutru.stamping.seen import SeenCertificate, SeenKey, SeenToken, token_from
from luutru.stamping.shown import Extract
from luutru.stamping.told import (
    Checked,
    Placed,
    Preflight,
    Trust,
    checked_from,
    placed_from,
    preflight_from,
)
from luutru.stamping.trouble import Fault

MEMORY_MB: Final = 2048
MADE_MB: Final = 4096
"""The largest copy that is built."""
_START: Final = Start("stamping", {"memory_mb": MEMORY_MB, "made_mb": MADE_MB}, 60.0)
SECONDS: Final = 120.0
"""For one file; 108 MB take two."""


class Stamper(Texts):
    """One stamping process, started by the first question; questions take turns."""

    def __init__(self) -> None:
        self._running: Process | None = None
        self._turn = threading.Lock()
        self._refused: set[bytes] = set()
        """PINs that a token refused: none of them is sent a second time."""

    def look(self, file: Path, password: str = "") -> Preflight:
        """Return what preflight finds in a source."""
        return preflight_from(self._ask({"ask": "look", "file": str(file), "password": password}))

    def certify(
        self, base: Path, part: Path, facts: CopyFacts, key: Key, proof: Trust | None = None
    ) -> tuple[str, int]:
        """Write the signed copy of `base` to `part`; return its SHA-256 and its size.

        With `proof` the copy carries along what proves its certificate (level B-LT).

        Raises:
            StampingFailed: The source, the key or the disk is to blame; `part` may be left.
        """
        told = self._with_key(
            key,
            {
                "ask": "certify",
                "base": str(base),
                "part": str(part),
                "facts": facts.as_plain(),
                "proof": proof and plain(proof),
            },
        )
        return str(told["sha256"]), int(told["size"])

    def open_key(self, key: Key, proof: Trust | None = None) -> SeenKey:
        """Open a key and hold it: a PIN is sent once for all copies that follow.

        With `proof` its certificate has to be proven by what is trusted.

        Raises:
            StampingFailed: It cannot sign.
        """
        return _seen_key(self._with_key(key, {"ask": "key", "open": True, **_proof(proof)}))

    def see_key(self, key: Key, proof: Trust | None = None) -> SeenKey:
        """Look at the certificate of a key; no PIN is sent.

        Raises:
            StampingFailed: It cannot sign, as far as that can be seen.
        """
        shown = replace(key, pin="") if isinstance(key, TokenKey) else key
        question = {"ask": "key", "open": False, "signer": shown.as_plain(), **_proof(proof)}
        return _seen_key(self._ask(question))

    def tokens(self, module: Path) -> list[SeenToken]:
        """List the tokens that a PKCS#11 module knows; no PIN is sent.

        Raises:
            StampingFailed: The module cannot be loaded, or a token is in trouble.
        """
        told = self._ask({"ask": "tokens", "module": str(module)})
        return [token_from(one) for one in told["tokens"]]

    def authorities(self, data: bytes) -> list[SeenKey]:
        """Return the certificates of authorities in a file of DER or PEM.

        Raises:
            StampingFailed: The process died of it.
        """
        told = self._ask({"ask": "authorities", "data": base64.b64encode(data).decode("ascii")})
        return [_seen_key(one) for one in told["found"]]

    def forget_key(self) -> None:
        """Let go of the key that is held; a token is logged out."""
        if self._running is not None and self._running.is_alive():
            with suppress(StampingFailed):
                self._ask({"ask": "forget"})

    def check(
        self,
        file: Path,
        trust: Trust,
        *,
        master_sha256: str = "",
        may_be_trial: bool = False,
        seconds: float = SECONDS,
    ) -> Checked:
        """Check a file by the strict rule; a process that dies of it accepts nothing."""
        try:
            told = self._ask(
                {
                    "ask": "check",
                    "file": str(file),
                    **plain(trust),
                    "master": master_sha256,
                    "trial": may_be_trial,
                },
                seconds,
            )
        except StampingFailed as error:
            if error.detail == Overran.__name__:
                return Checked.out_of_time(seconds)
            return Checked.impossible(error.fault)
        return checked_from(told)

    def extract(self, file: Path, wanted: Extract, target: Path, password: str = "") -> None:
        """Write what is `wanted` of `file` to `target`, and nothing of the rest.

        Raises:
            StampingFailed: There is no such page, something would leak, or the disk refused.
        """
        question = {"ask": "extract", "file": str(file), "target": str(target)}
        self._ask({**question, "extract": wanted.as_plain(), "password": password})

    def wrap(self, file: Path, target: Path, password: str = "") -> None:
        """Write the pages of `file` to `target`, with `file` itself attached untouched.

        Raises:
            StampingFailed: It cannot be opened, or the disk refused.
        """
        question = {"ask": "wrap", "file": str(file), "target": str(target)}
        self._ask({**question, "password": password})

    def lay_out(
        self, file: Path, facts: CopyFacts, target: Path, password: str = ""
    ) -> tuple[str, bool]:
        """Write what is printed of a copy on paper; return its SHA-256.

        Also tells whether the block stands on a sheet of its own.

        Raises:
            StampingFailed: The source cannot be copied, or the disk refused.
        """
        question = {"ask": "paper", "file": str(file), "target": str(target)}
        told = self._ask({**question, "facts": facts.as_plain(), "password": password})
        return str(told["sha256"]), bool(told["has_sheet"])

    def placed(self, file: Path, facts: CopyFacts, number: int, password: str = "") -> Placed:
        """Return where mark or block will stand on page `number` of `file`.

        Raises:
            StampingFailed: The page cannot be drawn.
        """
        question = {"ask": "room", "file": str(file), "number": number, "password": password}
        return placed_from(self._ask({**question, "facts": facts.as_plain()}))

    def preview(
        self,
        file: Path,
        facts: CopyFacts,
        target: Path,
        wanted: Extract | None = None,
        password: str = "",
    ) -> None:
        """Draw how the copy of `file` begins and ends into `target`.

        Raises:
            StampingFailed: The source cannot be drawn, or the disk refused.
        """
        question = {"ask": "preview", "file": str(file), "target": str(target)}
        question |= {"password": password}
        extract = wanted.as_plain() if wanted else None
        self._ask({**question, "facts": facts.as_plain(), "extract": extract})

    def make_trial_key(self, key: KeyFile, agency: str) -> None:
        """Write a new trial key.

        Raises:
            StampingFailed: The disk refused.
        """
        self._ask(
            {
                "ask": "trial_key",
                "file": str(key.path),
                "password": key.password,
                "agency": agency,
            }
        )

    def close(self) -> None:
        """End the process; what it held of keys is gone with it."""
        running, self._running = self._running, None
        if running is not None:
            running.kill()

    def _with_key(self, key: Key, question: Message) -> Message:
        """Ask with a key; a PIN that was refused before is not sent again."""
        known = key.fingerprint() if isinstance(key, TokenKey) else b""
        if known in self._refused:
            raise StampingFailed(Fault.WRONG_PIN, "again")
        try:
            return self._ask({**question, "signer": key.as_plain()})
        except StampingFailed as error:
            if known and error.fault == Fault.WRONG_PIN:
                self._refused.add(known)
            raise

    def _ask(self, question: Message, seconds: float = SECONDS) -> Message:
        with self._turn:
            try:
                told, _ = self._ready().ask(question, seconds)
            except (Died, Overran) as error:
                self.close()
                raise StampingFailed("died", type(error).__name__) from error
        if "fault" in told:
            raise StampingFailed(str(told["fault"]), str(told["detail"]))
        return told

    def _ready(self) -> Process:
        if self._running is None or not self._running.is_alive():
            self.close()
            try:
                self._running = Process(_START)
            except DidNotStart as error:
                raise StamperDoesNotStart(str(error)) from error
        return self._running


def _proof(proof: Trust | None) -> Message:
    return {"proof": proof and plain(proof)}


def _seen_key(told: Message) -> SeenKey:
    certificate = SeenCertificate(**told["certificate"])
    chain = tuple(base64.b64decode(one) for one in told["chain"])
    return SeenKey(certificate, base64.b64decode(told["der"]), chain, str(told["listed_on"]))
