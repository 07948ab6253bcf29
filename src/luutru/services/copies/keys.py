"""The key that signs: opened once, and proven where the copy is to carry the proof along."""

from base64 import b64encode
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from luutru.errors import CertificateAbsent, LevelOutOfReach
from luutru.holdings.stamper import Key, Stamper, StampingFailed, TokenKey
from luutru.i18n import translate
from luutru.services.archive import Archive
from luutru.services.copies.authority import trial_key
from luutru.services.copies.carried_in import files_in
from luutru.services.copies.explaining import unusable
from luutru.services.copies.request import LONG_TERM, Wanted
from luutru.services.copies.trusted import trusted_roots
from luutru.stamping.seen import SeenKey, SeenToken
from luutru.stamping.told import Trust

__all__ = ["Opened", "SeenToken", "look_at_key", "open_key", "tokens_of"]

_Ask = Callable[[Key, Trust | None], SeenKey]


@dataclass(frozen=True)
class Opened:
    """A key that can sign, and what proves its certificate."""

    key: Key
    seen: SeenKey
    proof: Trust | None
    """What a copy of level B-LT carries along; None at level B."""
    accepted: str = ""
    """Why a person accepted level B instead; empty where B was asked for or B-LT is reached."""

    @property
    def trust(self) -> Trust:
        """Return what the copy is checked against, right after it was made."""
        return self.proof or Trust((self.seen.der,), others=self.seen.chain)

    def told(self) -> dict[str, str]:
        """Return what the register tells of the signature."""
        told = {
            "level": "B-LT" if self.proof else "B",
            "certificate": b64encode(self.seen.der).decode("ascii"),
            "key": "token" if isinstance(self.key, TokenKey) else "file",
        }
        more = {"revocation_list": self.seen.listed_on, "level_b_accepted": self.accepted}
        return told | {name: value for name, value in more.items() if value}


def open_key(archive: Archive, stamper: Stamper, wanted: Wanted) -> Opened:
    """Open the key that is to sign; a PIN is sent once, after all that can be seen without it.

    Raises:
        What `errors.signing` names: It cannot sign, or not at the level that was asked for.
    """
    key = wanted.key or trial_key(archive, stamper)
    if isinstance(key, TokenKey):
        with suppress(CertificateAbsent):  # some tokens show theirs to nobody without the PIN
            _opened(archive, stamper.see_key, key, wanted)
    return _opened(archive, stamper.open_key, key, wanted)


def look_at_key(archive: Archive, stamper: Stamper, wanted: Wanted) -> Opened:
    """Look at the key that is to sign; no PIN is sent.

    Raises:
        What `errors.signing` names: It cannot sign, as far as that can be seen.
    """
    key = wanted.key or trial_key(archive, stamper)
    return _opened(archive, stamper.see_key, key, wanted)


def tokens_of(stamper: Stamper, module: Path) -> list[SeenToken]:
    """List the tokens that are plugged in, by the PKCS#11 module of their maker.

    Raises:
        ModuleUnusable, TokenTrouble: They cannot be listed.
    """
    try:
        return stamper.tokens(module)
    except StampingFailed as error:
        raise unusable(TokenKey(module), error) from error


def _opened(archive: Archive, ask: _Ask, key: Key, wanted: Wanted) -> Opened:
    if wanted.level != LONG_TERM:
        return Opened(key, _asked(ask, key, None), None)
    if wanted.is_trial:
        raise LevelOutOfReach(translate("the trial key belongs to no authority"))
    proof = Trust(trusted_roots(archive), crls=tuple(files_in(wanted.crls)))
    try:
        return Opened(key, _asked(ask, key, proof), proof)
    except LevelOutOfReach as error:
        if not wanted.accepts_b:
            raise
        return Opened(key, _asked(ask, key, None), None, error.what_happened())


def _asked(ask: _Ask, key: Key, proof: Trust | None) -> SeenKey:
    try:
        return ask(key, proof)
    except StampingFailed as error:
        raise unusable(key, error) from error
