"""What the form of each act asks for, as a table: names, words and kinds of input."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from luutru.i18n import mark


class Input(StrEnum):
    """How something is entered."""

    DAY = "day"
    """A whole day."""
    EDTF = "edtf"
    """A day, a month or a year."""
    PERIOD = "period"
    TEXT = "text"
    LINES = "lines"
    """Several names, one a line."""
    STATUS = "status"
    SWITCH = "switch"
    """Yes or no."""
    PROOF = "proof"
    """A kept document: one of the agreement's is offered, any other can be typed."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One line of a form; the words are marked sentences."""

    name: str
    label: str
    input: Input
    hint: str = ""
    is_needed: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """Everything that one act asks for."""

    kind: str
    """A code of the list `guided_act`."""
    icon: str
    guide: str
    asks: tuple[Ask, ...]


_ON: Final = Ask(
    "on", mark("With effect from"), Input.DAY, mark("A day such as 07/12/2026"), is_needed=True
)
_PROOF: Final = Ask(
    "evidence", mark("Proof"), Input.PROOF, mark("A kept document, by its reference; may be empty")
)
_WHY: Final = Ask("reason", mark("Reason, note"), Input.TEXT)
_BY: Final = Ask(
    "by", mark("By the agreement"), Input.TEXT, mark("Its reference, such as 2026-0001")
)
_LEGAL: Final = Ask("legal_act", mark("Decision"), Input.TEXT, mark("Number and day of the act"))
_TAKES_OVER: Final = Ask(
    "by",
    mark("Who takes over"),
    Input.TEXT,
    mark("The whole name; an authority that nobody knows is recorded"),
    is_needed=True,
)

_ALL: Final = (
    Form(
        "extension",
        "calendar-clock",
        mark("The term goes on: by one letter, by two that were exchanged, or by an agreement."),
        (
            Ask("letter", mark("Day of the letter"), Input.DAY, mark("Ours, or the only one")),
            Ask("answer", mark("Day of the answer"), Input.DAY, mark("Of two exchanged letters")),
            Ask("on", mark("With effect from"), Input.DAY, mark("Empty: the day of the last one")),
            Ask("until", mark("New last day"), Input.EDTF, mark("Or state a period below")),
            Ask("period", mark("For a period of"), Input.PERIOD, mark("Such as 3 years")),
            _BY,
            _PROOF,
            Ask("answer_proof", mark("Proof of the answer"), Input.PROOF),
            _WHY,
        ),
    ),
    Form(
        "amendment",
        "file-pen-line",
        mark("It is amended or supplemented; the amendment is a record of its own."),
        (
            _ON,
            _BY,
            Ask("supplements", mark("It supplements, and amends nothing"), Input.SWITCH),
            Ask("until", mark("New last day"), Input.EDTF, mark("Only where the term changes")),
            _PROOF,
            _WHY,
        ),
    ),
    Form(
        "replacement",
        "replace",
        mark("Another agreement takes its place."),
        (_ON, Ask(_BY.name, _BY.label, _BY.input, _BY.hint, is_needed=True), _PROOF, _WHY),
    ),
    Form(
        "suspension",
        "pause",
        mark("It rests for a time, or until that is lifted."),
        (
            _ON,
            Ask("last", mark("Last day"), Input.DAY, mark("Empty: until it is lifted")),
            _PROOF,
            _WHY,
        ),
    ),
    Form("lifting", "play", mark("It has effect again from this day."), (_ON, _PROOF, _WHY)),
    Form(
        "notice",
        "bell",
        mark("Somebody gave notice that it shall not be renewed."),
        (
            Ask("on", mark("Day of the notice"), Input.DAY, _ON.hint, is_needed=True),
            _PROOF,
            _WHY,
        ),
    ),
    Form(
        "termination",
        "circle-x",
        mark("It ends before its term; what was planned after that day is closed."),
        (_ON, _BY, _PROOF, _WHY),
    ),
    Form("withdrawal", "undo-2", mark("Our side withdraws from it."), (_ON, _PROOF, _WHY)),
    Form(
        "override",
        "user-check",
        mark("A person sets the status beside the one that the rules compute; both are shown."),
        (
            Ask("status", mark("Status"), Input.STATUS, mark("Empty: the rules hold again")),
            Ask("on", mark("With effect from"), Input.DAY, mark("Empty: on every day")),
            _PROOF,
            Ask("reason", mark("Reason, note"), Input.TEXT, is_needed=True),
        ),
    ),
    Form(
        "renaming",
        "pencil",
        mark("It is called otherwise from a day on; what it was called stays."),
        (
            Ask("name", mark("New name"), Input.TEXT, is_needed=True),
            Ask("abbreviation", mark("Abbreviation"), Input.TEXT),
            _ON,
            _LEGAL,
            _PROOF,
            _WHY,
        ),
    ),
    Form(
        "merger",
        "layers",
        mark("It becomes part of another authority."),
        (_TAKES_OVER, _ON, _LEGAL, _PROOF, _WHY),
    ),
    Form(
        "division",
        "scissors",
        mark("It is divided into several authorities, which take over."),
        (
            Ask("into", mark("Divided into"), Input.LINES, mark("One name a line"), is_needed=True),
            _ON,
            _LEGAL,
            _PROOF,
            _WHY,
        ),
    ),
    Form(
        "succession",
        "handshake",
        mark("Another authority takes over what it agreed on."),
        (_TAKES_OVER, _ON, _LEGAL, _PROOF, _WHY),
    ),
)
FORMS: Final[Mapping[str, Form]] = {form.kind: form for form in _ALL}
OF_AGREEMENTS: Final = (
    ("extension", "amendment", "replacement"),
    ("suspension", "lifting"),
    ("notice", "termination", "withdrawal"),
    ("override",),
)
"""Acts upon an agreement, in groups as a menu shows them."""
OF_AUTHORITIES: Final = (("renaming",), ("merger", "division", "succession"))
"""Acts upon an authority."""
