"""What a change of a description says in words: the field, and its values as people read them."""

from typing import Final

from luutru.i18n import mark, translate
from luutru.records.code_lists import code_list
from luutru.records.fields import BY_NAME, LIST_FIELDS
from luutru.records.statement import State
from luutru.services.milestones import due_rules, editing
from luutru.services.milestones.due_words import recurrence_words, rule_words
from luutru.services.values import shown, silence
from luutru.vietnamese.dates import short

_LABELS: Final = editing.LABELS
_CODE_LISTS: Final = editing.CODE_LISTS
_SILENT: Final = {
    State.NOT_STATED: mark("Not stated"),
    State.NOT_APPLICABLE: mark("Not applicable"),
}


def field_label(name: str) -> str:
    """Return what a field is called, those of several entries and of review included."""
    if name in BY_NAME:
        return translate(BY_NAME[name].label)
    if name in LIST_FIELDS:
        return translate(LIST_FIELDS[name])
    if name in _LABELS:
        return translate(_LABELS[name])
    return translate("Review") if name == "review_state" else name


def value_words(name: str, typed: str) -> str:
    """Return a value of the history the way people read it; empty values in words."""
    if not typed:
        return translate("empty")
    state = silence(typed)
    if state is not None:
        return translate(_SILENT[state])
    if name in BY_NAME:
        return shown(BY_NAME[name], typed)
    if name == "review_state" or name in _CODE_LISTS:
        return code_list(_CODE_LISTS.get(name, name)).label(typed)
    return _when(name, typed) or typed.replace("\n", " · ")


def _when(name: str, typed: str) -> str:
    """Return a day, the rule of a day or a recurrence in words; empty where it is none."""
    if name in _LABELS and name.endswith("_on"):
        return short(typed)
    if name == "milestone.due_rule":
        return rule_words(due_rules.recorded(typed))
    return recurrence_words(typed) if name == "milestone.recurrence" else ""
