"""The open key of a batch: what a stamping process holds on to between two questions."""

import base64
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

from luutru import clock
from luutru.reading.wire import Message
from luutru.stamping.told import Trust

if TYPE_CHECKING:
    from collections.abc import Iterable

    from asn1crypto import x509
    from pyhanko.sign.signers import Signer

# ruff: noqa: PLC0415  pyHanko takes two seconds, and a module of tokens is native code


class KeyRing:
    """Holds one key: the PIN of a token is sent once, however many copies are signed."""

    def __init__(self) -> None:
        self._held: tuple[dict[str, Any], Signer] | None = None

    def signer(self, told: dict[str, Any], moment: datetime) -> "Signer":
        """Return the signer that a question names, from before where it is the same.

        Raises:
            CannotStamp: The key cannot be had.
        """
        from luutru.stamping.signing import signer_of

        if self._held is None or self._held[0] != told:
            self.forget()
            self._held = told, signer_of(told, moment)
        return self._held[1]

    def key(self, question: Message) -> Message:
        """Tell of the certificate of a key; with `open` the key is opened, and held.

        Raises:
            CannotStamp: The key cannot sign, or what is to prove its certificate does not.
        """
        from luutru.stamping.chain import prove
        from luutru.stamping.signing import refuse_when_over

        now = clock.now()
        certificate, others = self._certificates(question, now)
        refuse_when_over(certificate, now)
        listed_on = ""
        if question["proof"]:
            listed_on = prove(certificate, others, trust_from(question["proof"]), now)
        return _told(certificate, others, listed_on)

    def tokens(self, question: Message) -> Message:
        """List the tokens that a module knows; nothing is logged in.

        Raises:
            CannotStamp: The module cannot be loaded, or a token is in trouble.
        """
        from luutru.stamping.tokens import tokens

        found = tokens(question["module"], anew=self._held is None)
        return {"tokens": [asdict(one) for one in found]}

    def forget(self) -> None:
        """Let go of the key, and log out where it is on a token."""
        held, self._held = self._held, None
        close = getattr(held and held[1], "close", None)
        if close is not None:
            close()

    def _certificates(
        self, question: Message, now: datetime
    ) -> tuple["x509.Certificate", "Iterable[x509.Certificate]"]:
        """Return the certificate that signs, and what else lies beside it."""
        told = question["signer"]
        if "module" in told and not question["open"]:
            from luutru.stamping.tokens import seen_on_token

            return seen_on_token(told, anew=self._held is None)
        signer = self.signer(told, now)
        if "module" in told:
            from luutru.stamping.token_signer import refuse_gone

            refuse_gone(signer)
        certificate = signer.signing_cert
        assert certificate is not None  # noqa: S101  refused before
        return certificate, list(signer.cert_registry)


def authorities(question: Message) -> Message:
    """Tell which certificates of authorities stand in a file."""
    from asn1crypto import x509

    from luutru.stamping.mistrust import unpacked

    told = unpacked(Trust((base64.b64decode(question["data"]),)))
    found = [x509.Certificate.load(one) for one in told.roots]
    return {"found": [_told(one) for one in found if one.ca]}


def _told(
    certificate: "x509.Certificate",
    others: "Iterable[x509.Certificate]" = (),
    listed_on: str = "",
) -> Message:
    from luutru.stamping.seen import seen_certificate

    return {
        "certificate": asdict(seen_certificate(certificate)),
        "der": _packed(certificate),
        "chain": [_packed(one) for one in others if one != certificate],
        "listed_on": listed_on,
    }


def _packed(certificate: "x509.Certificate") -> str:
    return base64.b64encode(certificate.dump()).decode("ascii")


def trust_from(told: Message) -> Trust:
    """Turn what is trusted back into bytes."""
    return Trust(
        *(tuple(map(base64.b64decode, told[name])) for name in ("roots", "others", "crls"))
    )
