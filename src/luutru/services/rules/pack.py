"""The statutory rules as data: those that ship with the program, and what the archive changed.

The pack lies in `resources/rules/statutory.toml`; a rule that an administrator changed is kept
whole in the catalogue, with the reason, and the newest change of a rule holds.
"""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from functools import cache
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from luutru import i18n, resources
from luutru.records.calendar import RuleEdit
from luutru.services.archive import Archive

Words = Mapping[str, str]
"""A text in `vi` and `en`."""

ANY_LEVEL: Final = "any"
_TUPLES: Final = ("levels", "suggested", "acts", "derived_from")


@dataclass(frozen=True)
class StatutoryRule:
    """One duty, when it arises, and what is known of its ground in law."""

    id: str
    when: str
    """`review`, `act`, `agency` or `derived`."""
    title: Words
    summary: Words
    reference: Mapping[str, Words]
    """The article, by signing level or for `any`."""
    due_rule: str
    version: str
    source: str
    checked_on: str
    certainty: str
    """`read`, `reported` or `own`."""
    levels: tuple[str, ...] = ()
    """Signing levels for which it is a duty."""
    suggested: tuple[str, ...] = ()
    """Signing levels to which it is only suggested."""
    acts: tuple[str, ...] = ()
    """Guided acts by which it arises."""
    act_due_rule: str = ""
    """The rule of its day by an act, where another one holds after a review."""
    event: Words = field(default_factory=dict)
    """What the day of an act is, in words."""
    recurrence: str = ""
    missing: str = ""
    """A field of the description that has to be empty, or `field=code`."""
    derived_from: tuple[str, ...] = ()
    valid_from: str = ""
    is_active: bool = True
    is_edited: bool = False
    """Whether the archive changed it."""

    def called(self, language: str | None = None) -> str:
        """Return what has to be done, in the reader's language unless another one is named."""
        return self.title[language or i18n.language()]

    def explained(self) -> str:
        """Return what the article asks for, in the reader's language."""
        return self.summary[i18n.language()]

    def article(self, level: str = "", language: str | None = None) -> str:
        """Return the article that holds for a signing level."""
        known = self.reference
        words = known.get(level) or known.get(ANY_LEVEL) or next(iter(known.values()))
        return words[language or i18n.language()]

    def state_for(self, level: str) -> str:
        """Return the state in which it is planned for a signing level; empty for not at all."""
        if not self.is_active:
            return ""
        return "open" if level in self.levels else "suggested" if level in self.suggested else ""

    def held_on(self, day: date | None) -> bool:
        """Tell whether the law held on a day; an unknown day is taken for one on which it did."""
        return day is None or not self.valid_from or day.isoformat() >= self.valid_from

    def content(self) -> dict[str, Any]:
        """Return the rule as the catalogue keeps it."""
        return json.loads(json.dumps(asdict(self)))  # type: ignore[no-any-return]


def rules(archive: Archive) -> list[StatutoryRule]:
    """Return the rules as they hold for the archive, in their order."""
    with archive.catalogue.read() as session:
        return list(rules_in(session).values())


def rules_in(session: Session) -> dict[str, StatutoryRule]:
    """Return the rules by id within the caller's transaction."""
    held = dict(shipped())
    for edit in session.scalars(select(RuleEdit).order_by(RuleEdit.id)):
        if edit.rule in held:  # another version of the program may know other rules
            told = json.loads(edit.content)
            held[edit.rule] = of_content(told, is_edited=bool(told.get("is_edited")))
    return held


@cache
def shipped() -> Mapping[str, StatutoryRule]:
    """Return the rules as they ship with the program."""
    text = (resources.folder("rules") / "statutory.toml").read_text(encoding="utf-8")
    told = tomllib.loads(text)
    common = {"version": told["version"], "source": told["source"]}
    return {
        name: of_content({"id": name, **common, **rule}, is_edited=False)
        for name, rule in told.items()
        if isinstance(rule, dict)
    }


def of_content(told: Mapping[str, Any], *, is_edited: bool) -> StatutoryRule:
    """Return the rule that is told so; parts that this version does not know are left out."""
    known = {part.name for part in fields(StatutoryRule)}
    parts = {name: value for name, value in told.items() if name in known}
    parts |= {name: tuple(parts.get(name, ())) for name in _TUPLES}
    parts |= {name: str(parts.get(name, "")) for name in ("valid_from", "checked_on")}
    return StatutoryRule(**{**parts, "is_edited": is_edited})
