"""The table of actions."""

import pytest
from PySide6.QtGui import QKeySequence

from luutru.gui.actions import ACTIONS, Actions
from luutru.resources import folder


def test_no_key_does_two_things():
    keys = [spec.shortcut for spec in ACTIONS if spec.shortcut]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("spec", ACTIONS, ids=lambda spec: spec.id)
def test_every_action_has_text_tip_icon_and_a_key_that_exists(spec):
    assert spec.text
    assert spec.tip
    assert (folder("icons") / f"{spec.icon}.svg").is_file()
    assert not QKeySequence(spec.shortcut).isEmpty()


@pytest.mark.parametrize("spec", ACTIONS, ids=lambda spec: spec.id)
def test_no_key_is_a_single_letter_because_input_methods_compose_with_letters(spec):
    assert len(spec.shortcut) > 1


def test_the_names_of_actions_are_unique():
    names = [spec.id for spec in ACTIONS]
    assert len(names) == len(set(names))


def test_an_action_does_what_it_was_given(qapp):
    actions, done = Actions(qapp), []
    actions.on("search", lambda: done.append("searched"))
    actions["search"].trigger()
    assert done == ["searched"]


def test_a_tip_names_the_key(qapp):
    assert "Ctrl+F" in Actions(qapp)["search"].toolTip()
