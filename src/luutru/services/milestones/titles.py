"""What milestones that a rule planned are called in the reader's language.

The catalogue keeps one title, in Vietnamese, which is compared, logged and found. A rule knows the
other language too: as long as nobody wrote a title of their own, lists show it in the reader's.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

from luutru import i18n
from luutru.i18n import in_language, mark
from luutru.services.rules.pack import StatutoryRule, shipped

DERIVED: Final = {
    "expiry": mark("The agreement expires"),
    "renewal": mark("The agreement renews itself unless notice was given"),
    "notice": mark("Last day to give notice"),
}
"""What follows from the dates of an agreement, by what it is derived from."""


class Titles(NamedTuple):
    """One title in both languages."""

    vi: str
    en: str

    def told(self) -> str:
        """Return the one in the reader's language."""
        return self.vi if i18n.language() == "vi" else self.en


def called(title: str, statutory_rule: str, derived_from: str) -> str:
    """Return what a milestone is called in the reader's language; for showing, never to be kept.

    A title that a person changed is returned as it is.
    """
    known = known_titles(title, statutory_rule, derived_from)
    return known.told() if known is not None else title


def known_titles(
    title: str,
    statutory_rule: str,
    derived_from: str,
    held: Mapping[str, StatutoryRule] | None = None,
) -> Titles | None:
    """Return a title in both languages where its rule gave it; None where a person wrote it.

    `held` are the rules as they hold for the archive, which may word them otherwise than those
    that ship with the program.
    """
    for rules in (held or {}, shipped()):
        rule = rules.get(statutory_rule)
        if rule is not None and title in rule.title.values():
            return Titles(rule.called("vi"), rule.called("en"))
    if derived_from in DERIVED:
        sentence = DERIVED[derived_from]
        both = Titles(in_language("vi", sentence), in_language("en", sentence))
        return both if title in both else None
    return None
