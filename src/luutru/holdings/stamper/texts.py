"""What the stamping process is asked of texts: a signature beside them, and codes on sheets."""

import base64
from abc import ABC, abstractmethod
from collections.abc import Sequence

from luutru.holdings.stamper.failing import StampingFailed
from luutru.holdings.stamper.keys import Key
from luutru.reading.wire import Message
from luutru.stamping.told import Checked, CodeSignature, Trust, checked_from


class Texts(ABC):
    """Asks of texts; how it asks is said by who holds the process."""

    @abstractmethod
    def _ask(self, question: Message) -> Message: ...

    @abstractmethod
    def _with_key(self, key: Key, question: Message) -> Message: ...

    def sign_text(self, text: str, key: Key) -> str:
        """Return the detached signature of a text (CMS), as base64.

        Raises:
            StampingFailed: The key is to blame.
        """
        told = self._with_key(key, {"ask": "sign_text", "text": text})
        return str(told["signature"])

    def check_text(self, text: str, signature: str, trust: Trust) -> Checked:
        """Check the detached signature of a text; a process that dies of it accepts nothing."""
        question = {"ask": "check_text", "text": text, "signature": signature, **plain(trust)}
        try:
            return checked_from(self._ask(question))
        except StampingFailed as error:
            return Checked.impossible(error.fault)

    def check_code(self, text: str, certificates: Sequence[bytes]) -> CodeSignature:
        """Check the code of a sheet with the certificates that are at hand.

        Raises:
            StampingFailed: It is no code of ours.
        """
        told = self._ask({"ask": "check_code", "text": text, "certificates": packed(certificates)})
        return CodeSignature(
            bool(told["is_known"]),
            bool(told["is_good"]),
            str(told["signer"]),
            bool(told["was_valid"]),
        )


def plain(trust: Trust) -> Message:
    """Turn what is trusted into what the pipe carries."""
    return {
        "roots": packed(trust.roots),
        "others": packed(trust.others),
        "crls": packed(trust.crls),
    }


def packed(certificates: Sequence[bytes]) -> list[str]:
    """Turn certificates or lists into what the pipe carries."""
    return [base64.b64encode(one).decode("ascii") for one in certificates]
