"""The tokens that are plugged in as a list to choose from: one line for each certificate."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from luutru.i18n import translate
from luutru.vietnamese.dates import short

if TYPE_CHECKING:
    from luutru.services.copies.keys import SeenToken


@dataclass(frozen=True, slots=True)
class Named:
    """What names a certificate on a token; empty where there is nothing to choose."""

    token: str = ""
    certificate: str = ""
    has_own_keys: bool = False
    """Whether the PIN is entered on the device itself."""


def items_of(tokens: "Sequence[SeenToken]") -> Iterator[tuple[str, Named]]:
    """Yield the words for a certificate, and what names it."""
    for token in tokens:
        name = token.serial or token.label
        for one in token.certificates:
            words = translate(
                "{subject}, until {day} ({token})",
                subject=one.subject, day=short(one.ends), token=token.label,
            )  # fmt: skip
            yield words, Named(name, one.sha256, token.has_own_keys)
        if not token.certificates:
            words = translate("{token}: shows its certificate after the PIN", token=token.label)
            yield words, Named(name, "", token.has_own_keys)
