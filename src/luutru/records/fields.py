"""The fields of a description as data: forms, the terminal and exports are built from this table.

Source: Decree 30/2020/NĐ-CP appendix VI, Circular 05/2025/TT-BNV, Decree 64/2021/NĐ-CP article 3,
Law 70/2020/QH14; which of them asks for a field is told in `docs/glossary.md`.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal

from luutru.i18n import mark


class Kind(StrEnum):
    """How a value is written, checked and entered."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    DAY = "day"
    CHOICE = "choice"
    CHOICES = "choices"
    PERIOD = "period"
    COUNT = "count"


class Need(StrEnum):
    """When a field has to have a value, or an explicit "not stated"."""

    REVIEW = "review"
    APPROVAL = "approval"
    OPTIONAL = "optional"


class Group(StrEnum):
    """The card of the form on which a field stands."""

    IDENTITY = "identity"
    EFFECT = "effect"
    CONTENT = "content"
    KEEPING = "keeping"


GROUP_LABELS: Final = {
    Group.IDENTITY: mark("Identification"),
    Group.EFFECT: mark("Effect"),
    Group.CONTENT: mark("Content"),
    Group.KEEPING: mark("Keeping"),
}


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an agreement, or of its main document."""

    name: str
    label: str
    kind: Kind
    group: Group
    need: Need = Need.OPTIONAL
    longest: int | None = None
    choices: str = ""
    """Name of the code list, for CHOICE and CHOICES."""
    of: Literal["agreement", "document"] = "agreement"

    @property
    def may_be_unstated(self) -> bool:
        """Tell whether "not stated" is an acceptable answer."""
        return self.need is Need.APPROVAL


_A: Final = Need.APPROVAL
_D: Final[Literal["document"]] = "document"
_ID, _EFF, _CON, _KEEP = Group.IDENTITY, Group.EFFECT, Group.CONTENT, Group.KEEPING
_TEXT, _LONG, _DAY, _ONE, _MANY, _TERM = (
    Kind.TEXT, Kind.LONG_TEXT, Kind.DAY, Kind.CHOICE, Kind.CHOICES, Kind.PERIOD,
)  # fmt: skip

FIELDS: Final[tuple[Field, ...]] = (
    Field("code_number", mark("Number"), _TEXT, _ID, longest=11, of=_D),
    Field("code_notation", mark("Notation"), _TEXT, _ID, longest=30, of=_D),
    Field("official_name", mark("Instrument"), _ONE, _ID, need=Need.REVIEW, choices="instrument"),
    Field("official_name_printed", mark("Name as printed"), _TEXT, _ID, longest=200),
    Field("title_vi", mark("Title in Vietnamese"), _LONG, _ID, longest=2000),
    Field("title_en", mark("Title in English"), _LONG, _ID, longest=2000),
    Field("title_other", mark("Title in another language"), _LONG, _ID, longest=2000),
    Field("subject", mark("Subject line"), _LONG, _ID, longest=500, of=_D),
    Field("signing_level", mark("Signed in the name of"), _ONE, _ID, _A, choices="signing_level"),
    Field("laterality", mark("Bilateral or multilateral"), _ONE, _ID, _A, choices="laterality"),
    Field("signed_on", mark("Signed on"), _DAY, _EFF, _A),
    Field("signed_place", mark("Signed at"), _TEXT, _EFF, _A, longest=200),
    Field("signed_country", mark("Country of signing"), _ONE, _EFF, _A, choices="country"),
    Field("effective_on", mark("In force from"), _DAY, _EFF, _A),
    Field("effect_rule", mark("Rule of effect"), _ONE, _EFF, _A, choices="effect_rule"),
    Field("duration", mark("Term"), _TERM, _EFF, _A),
    Field("expires_on", mark("Expires on"), _DAY, _EFF, _A),
    Field("open_ended", mark("Without a term"), _ONE, _EFF, _A, choices="yes_no"),
    Field("renewal", mark("Renewal"), _ONE, _EFF, _A, choices="renewal"),
    Field("renewal_period", mark("Renewed for"), _TERM, _EFF, _A),
    Field("notice_period", mark("Notice"), _TERM, _EFF, _A),
    Field("non_binding", mark("Not legally binding"), _ONE, _EFF, _A, choices="yes_no"),
    Field("fields", mark("Fields of cooperation"), _MANY, _CON, _A, choices="cooperation_field"),
    Field("mode_of_coop", mark("Content and mode"), _LONG, _CON, _A),
    Field("languages", mark("Languages"), _MANY, _CON, _A, choices="language"),
    Field("authentic_text", mark("Authentic text"), _ONE, _CON, _A, choices="authentic_text"),
    Field("translation", mark("Translation"), _ONE, _CON, _A, choices="translation"),
    Field("legal_basis", mark("Legal basis"), _LONG, _CON, _A),
    Field("approval", mark("Permission to sign"), _LONG, _CON, _A),
    Field("occasion", mark("Occasion"), _LONG, _CON, _A),
    Field("may_publish", mark("May be published"), _ONE, _KEEP, _A, choices="yes_no"),
    Field("lead_unit", mark("Lead unit"), _TEXT, _KEEP, _A, longest=200),
    Field("focal_partner", mark("Partner's contact point"), _TEXT, _KEEP, _A, longest=200),
    Field("originals_held", mark("Originals held"), _TEXT, _KEEP, _A, longest=200),
    Field("copy_kind", mark("Kind of copy"), _ONE, _KEEP, Need.REVIEW, choices="copy_kind", of=_D),
    Field("medium", mark("Medium"), _ONE, _KEEP, Need.REVIEW, choices="medium", of=_D),
    Field("secrecy", mark("Secrecy"), _ONE, _KEEP, Need.REVIEW, choices="secrecy", of=_D),
    Field("urgency", mark("Urgency"), _ONE, _KEEP, choices="urgency", of=_D),
    Field("retention", mark("Retention period"), _ONE, _KEEP, _A, choices="retention"),
    Field("autograph", mark("Handwritten notes"), _LONG, _KEEP, longest=2000, of=_D),
    Field("note", mark("Note"), _LONG, _KEEP),
)

BY_NAME: Final = {field.name: field for field in FIELDS}

LIST_FIELDS: Final = {
    "party.vietnamese": mark("Vietnamese side"),
    "party.foreign": mark("Foreign side"),
    "party.implementing": mark("Implementing side"),
    "signatory.vietnamese": mark("Signatories of the Vietnamese side"),
    "signatory.foreign": mark("Signatories of the foreign side"),
    "witness": mark("Witnesses"),
}
"""Fields that hold several entries and what they are called; the parts of an entry are separated
by semicolons: a party is name; short name; country, a signatory is name; title; prefix, a witness
is name; title; event. The terminal adds an entry with `+=` and takes one away with `-=`."""
