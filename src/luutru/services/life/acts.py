"""What a guided act needs to know; one frozen record for each kind.

Source: Law 70/2020/QH14 articles 32-34 for acts upon agreements; Decree 177/2025/NĐ-CP article 4
for reorganised authorities.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar


@dataclass(frozen=True, kw_only=True)
class Act:
    """What all acts have in common."""

    kind: ClassVar[str]
    """A code of the list `guided_act`."""
    effective_on: date | None = None
    reason: str = ""
    evidence: tuple[str, ...] = ()
    """References of kept documents that prove it; the first is the one that is shown."""

    @property
    def day(self) -> date | None:
        """The day from which it has effect."""
        return self.effective_on


@dataclass(frozen=True, kw_only=True)
class AgreementAct(Act):
    """An act upon one agreement."""

    reference: str


@dataclass(frozen=True, kw_only=True)
class Extension(AgreementAct):
    """The term goes on: agreed by one letter, by two exchanged, or by another agreement."""

    kind = "extension"
    letters: tuple[date, ...] = ()
    """Their days; without another day it has effect with the later one."""
    new_expiry: str = ""
    """EDTF; else it is counted from `period`, or stated by the agreement that extends it."""
    period: str = ""
    """ISO 8601: from the present end, or from the day of effect after a lapse."""
    by: str = ""
    """Reference of the agreement that extends it."""

    @property
    def day(self) -> date | None:
        """The day of effect, else that of the later letter."""
        return self.effective_on or max(self.letters, default=None)


@dataclass(frozen=True, kw_only=True)
class Amendment(AgreementAct):
    """It is amended or supplemented, perhaps in its term."""

    kind = "amendment"
    by: str = ""
    supplements: bool = False
    new_expiry: str = ""


@dataclass(frozen=True, kw_only=True)
class Replacement(AgreementAct):
    """Another agreement takes its place."""

    kind = "replacement"
    by: str = ""


@dataclass(frozen=True, kw_only=True)
class Termination(AgreementAct):
    """It ends before its term, by itself or by another agreement."""

    kind = "termination"
    by: str = ""


@dataclass(frozen=True, kw_only=True)
class Withdrawal(AgreementAct):
    """Our side withdraws from it."""

    kind = "withdrawal"


@dataclass(frozen=True, kw_only=True)
class Suspension(AgreementAct):
    """It rests for a time."""

    kind = "suspension"
    until: date | None = None
    """Its last day, itself included; None until it is lifted."""


@dataclass(frozen=True, kw_only=True)
class Lifting(AgreementAct):
    """A suspension ends; from `effective_on` it has effect again."""

    kind = "lifting"


@dataclass(frozen=True, kw_only=True)
class Notice(AgreementAct):
    """Somebody gives notice that it shall not be renewed; `effective_on` is the day of notice."""

    kind = "notice"


@dataclass(frozen=True, kw_only=True)
class Override(AgreementAct):
    """A person sets the status; an empty one is taken back, and the rules hold again."""

    kind = "override"
    status: str = ""


@dataclass(frozen=True)
class Named:
    """An authority that is known, or one that becomes known by the act."""

    name: str = ""
    abbreviation: str = ""
    authority_id: int | None = None
    country: str = ""


@dataclass(frozen=True, kw_only=True)
class AuthorityAct(Act):
    """An act upon one authority: a partner, or our own agency."""

    authority_id: int
    legal_act: str = ""
    """The decision that reorganised it."""


@dataclass(frozen=True, kw_only=True)
class Renaming(AuthorityAct):
    """It is called otherwise from a day on; what it was called stays."""

    kind = "renaming"
    name: str
    abbreviation: str = ""
    language: str = ""


@dataclass(frozen=True, kw_only=True)
class Merger(AuthorityAct):
    """It, and perhaps others, become part of another one."""

    kind = "merger"
    into: Named
    others: tuple[int, ...] = ()
    """The authorities that go in besides."""


@dataclass(frozen=True, kw_only=True)
class Division(AuthorityAct):
    """It is divided into several, which take over what it agreed on."""

    kind = "division"
    into: tuple[Named, ...]


@dataclass(frozen=True, kw_only=True)
class Succession(AuthorityAct):
    """Another one takes over what it agreed on."""

    kind = "succession"
    by: Named
