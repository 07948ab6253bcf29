"""The dialogs on milestones, each through to the archive."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox

from luutru.gui.milestones.dialogs.completing import CompleteDialog
from luutru.gui.milestones.dialogs.detail import DetailDialog
from luutru.gui.milestones.dialogs.editor import MilestoneEditor
from luutru.gui.milestones.dialogs.handing_over import HandOverDialog
from luutru.gui.milestones.dialogs.reasons import CancelDialog, ReopenDialog
from luutru.gui.milestones.dialogs.recurring import CHOICES, RecurringField
from luutru.gui.milestones.dialogs.rule_field import RuleField
from luutru.gui.printing import PrintDialog
from luutru.services.milestones.details import milestone
from luutru.services.milestones.rows import milestone_rows
from luutru.services.milestones.standing import Standing

TODAY = date(2026, 11, 26)


def choose(box, text):
    box.setCurrentIndex(box.findText(text))
    box.activated.emit(box.currentIndex())


def closed(qtbot, dialog, save):
    with qtbot.waitSignal(dialog.accepted):
        save.click()


def test_a_milestone_is_planned_for_a_day(qtbot, archive, keep, dialog, only):
    reference = keep("Lease")
    editor = dialog(MilestoneEditor, lambda acts: acts.add(reference))
    assert not editor.save.isEnabled()
    form = editor.form
    qtbot.keyClicks(form.name, "Report to the Minister")
    qtbot.keyClicks(form.day.line, "15/12/2026")
    form.owner.setEditText("Unit A")
    form.steps.setPlainText("Draft\n\nSend")
    form.reminders.boxes[90].setChecked(True)
    closed(qtbot, editor, editor.save)
    row = only()
    assert (row.title, row.due_on, row.owner) == (
        "Report to the Minister",
        date(2026, 12, 15),
        "Unit A",
    )
    detail = milestone(archive, row.id)
    assert [step.title for step in detail.steps] == ["Draft", "Send"]
    assert detail.reminder_days == "90,30,7"


def test_an_agreement_is_found_by_letters_of_its_title(qtbot, keep, dialog, only):
    keep("Lease")
    reference = keep("Biên bản về Halal")
    editor = dialog(MilestoneEditor, lambda acts: acts.add())
    qtbot.keyClicks(editor.agreement.line, "halal")
    found = editor.agreement.found
    qtbot.waitUntil(lambda: found.count() == 1)
    found.itemActivated.emit(found.item(0))
    assert editor.reference == reference
    qtbot.keyClicks(editor.form.name, "Meet")
    qtbot.keyClicks(editor.form.day.line, "1/12/2026")
    closed(qtbot, editor, editor.save)
    assert only().reference == reference


def test_the_day_of_a_rule_is_shown_with_the_way_it_was_counted(qtbot, keep, dialog, only):
    reference = keep("Lease", signed_on="2026-12-01")
    editor = dialog(MilestoneEditor, lambda acts: acts.add(reference))
    qtbot.keyClicks(editor.form.name, "Report")
    editor.form.by_rule.setChecked(True)
    qtbot.waitUntil(lambda: "16/12/2026" in editor.form.reckoned.text())
    assert "Civil Code 2015" in editor.form.reckoned.text()
    closed(qtbot, editor, editor.save)
    assert (only().due_rule, only().due_on) == ("signing+P15D", date(2026, 12, 16))


def test_a_day_that_does_not_exist_cannot_be_saved(qtbot, keep, dialog):
    reference = keep("Lease")
    editor = dialog(MilestoneEditor, lambda acts: acts.add(reference))
    qtbot.keyClicks(editor.form.name, "Report")
    qtbot.keyClicks(editor.form.day.line, "31/02/2026")
    assert editor.form.day.is_wrong
    assert not editor.save.isEnabled()


def test_how_often_is_chosen_in_words(qtbot, keep, dialog, only):
    reference = keep("Lease")
    editor = dialog(MilestoneEditor, lambda acts: acts.add(reference))
    qtbot.keyClicks(editor.form.name, "Report")
    qtbot.keyClicks(editor.form.day.line, "15/12/2026")
    choose(editor.form.recurring.often, "Every year")
    closed(qtbot, editor, editor.save)
    assert only().recurrence.startswith("FREQ=YEARLY")


@pytest.mark.parametrize("rule", [rule for rule, _words in CHOICES])
def test_a_recurrence_is_shown_as_it_was_chosen(qtbot, rule):
    field = RecurringField()
    qtbot.addWidget(field)
    field.put(f"{rule};BYMONTHDAY=15" if rule else "", "")
    assert field.rule == rule


def test_a_recurrence_of_another_kind_is_kept_as_it_is(qtbot):
    field = RecurringField()
    qtbot.addWidget(field)
    field.put("FREQ=WEEKLY;BYDAY=MO", "every week")
    assert (field.rule, field.often.currentText()) == ("FREQ=WEEKLY;BYDAY=MO", "every week")


@pytest.mark.parametrize("rule", ["signing+P15D", "expiry-P6M", "effect+7WD", "effect"])
def test_a_rule_is_put_together_as_it_was_taken_apart(qtbot, rule):
    field = RuleField()
    qtbot.addWidget(field)
    assert field.put(rule)
    assert field.rule == rule


def test_what_a_milestone_says_is_changed(qtbot, archive, keep, plan, dialog, only):
    plan(keep("Lease"), "Report", due_on=TODAY, recurrence="FREQ=MONTHLY;BYMONTHDAY=26")
    editor = dialog(MilestoneEditor, lambda acts: acts.edit(only()))
    editor.form.name.setText("Longer report")
    editor.form.owner.setEditText("Unit B")
    closed(qtbot, editor, editor.save)
    row = only()
    assert (row.title, row.owner, row.due_on) == ("Longer report", "Unit B", TODAY)
    assert row.recurrence == "FREQ=MONTHLY;BYMONTHDAY=26"


def test_a_milestone_is_completed_with_its_evidence(qtbot, archive, keep, plan, dialog, only):
    reference = keep("Lease")
    plan(reference, due_on=TODAY)
    done = dialog(CompleteDialog, lambda acts: acts.complete(only()))
    assert not done.save.isEnabled()
    qtbot.waitUntil(lambda: done.evidence.count() == 2)
    done.evidence.setCurrentIndex(1)
    done.evidence.activated.emit(1)
    closed(qtbot, done, done.save)
    detail = milestone(archive, only().id)
    assert detail.row.standing is Standing.DONE
    assert detail.evidence is not None
    assert detail.evidence.reference == reference


def test_without_evidence_a_reason_is_asked_for(qtbot, archive, keep, plan, dialog, only):
    plan(keep("Lease"), due_on=TODAY)
    done = dialog(CompleteDialog, lambda acts: acts.complete(only()))
    done.reason.setPlainText("Reported by telephone")
    closed(qtbot, done, done.save)
    assert milestone(archive, only().id).done_reason == "Reported by telephone"


def test_a_milestone_is_cancelled_and_opened_again(qtbot, keep, plan, dialog, only):
    plan(keep("Lease"), due_on=TODAY)
    cancel = dialog(CancelDialog, lambda acts: acts.cancel(only()))
    assert not cancel.save.isEnabled()
    cancel.reason.setPlainText("The visit was called off")
    closed(qtbot, cancel, cancel.save)
    assert only().standing is Standing.CANCELLED
    again = dialog(ReopenDialog, lambda acts: acts.reopen(only()))
    again.reason.setPlainText("It takes place after all")
    closed(qtbot, again, again.save)
    assert only().standing is Standing.THIS_WEEK


def test_suggestions_are_confirmed_and_work_is_begun(qtbot, keep, plan, dialog, only, screen):
    plan(keep("Lease"), due_on=TODAY, state="suggested")
    acts = screen().acts
    acts.confirm(only())
    qtbot.waitUntil(lambda: only().state == "open")
    acts.begin(only())
    qtbot.waitUntil(lambda: only().state == "under_way")


def test_somebody_else_was_quicker(qtbot, keep, plan, dialog, only, archive):
    plan(keep("Lease"), due_on=TODAY)
    cancel = dialog(CancelDialog, lambda acts: acts.cancel(only()))
    from luutru.services.milestones.changing import begin  # noqa: PLC0415

    begin(archive, only().id)
    cancel.reason.setPlainText("Not needed")
    cancel.save.click()
    qtbot.waitUntil(cancel.notice.isVisible)
    assert cancel.reason.toPlainText() == "Not needed"
    assert only().standing is Standing.THIS_WEEK


def test_all_is_shown_of_a_milestone_and_its_steps_are_ticked(qtbot, archive, keep, dialog, only):
    from luutru.services.milestones.planning import New, add  # noqa: PLC0415

    add(
        archive,
        keep("Lease"),
        New("Visit", due_on=TODAY, steps=("Invite", "Book")),
    )
    detail = dialog(DetailDialog, lambda acts: acts.open(only()))
    qtbot.waitUntil(lambda: len(detail.findChildren(QCheckBox)) == 2)
    detail.findChildren(QCheckBox)[0].click()
    qtbot.waitUntil(lambda: only().percent_done == 50)


def test_a_step_that_somebody_else_left_out_is_not_ticked(qtbot, archive, keep, dialog, only):
    from luutru.services.milestones.planning import New, add  # noqa: PLC0415
    from luutru.services.milestones.steps import remove_step  # noqa: PLC0415

    number = add(archive, keep("Lease"), New("Visit", due_on=TODAY, steps=("Invite", "Book")))
    detail = dialog(DetailDialog, lambda acts: acts.open(only()))
    qtbot.waitUntil(lambda: len(detail.findChildren(QCheckBox)) == 2)
    remove_step(archive, number, milestone(archive, number).steps[0].id)
    detail.findChildren(QCheckBox)[0].click()
    qtbot.waitUntil(detail.notice.isVisible)
    qtbot.waitUntil(lambda: len(detail.findChildren(QCheckBox)) == 1)
    assert only().percent_done == 0


def test_an_act_is_wanted_from_the_whole_view(qtbot, keep, plan, dialog, only, screen):
    plan(keep("Lease"), due_on=TODAY)
    detail = dialog(DetailDialog, lambda acts: acts.open(only()))
    with qtbot.waitSignal(detail.act_wanted) as told:
        qtbot.keyClick(detail.buttons[1], Qt.Key.Key_Space)
    assert told.args[0] == "complete"


def test_all_open_duties_of_a_person_are_handed_over(qtbot, archive, keep, plan, dialog):
    reference = keep("Lease")
    for days in (1, 40):
        plan(reference, f"Day {days}", due_on=TODAY + timedelta(days), owner="An")
    plan(reference, "Past", state="done", owner="An")
    plan(reference, "Other", owner="Chi")
    hand = dialog(HandOverDialog, lambda acts: acts.hand_over("An"))
    qtbot.waitUntil(lambda: len(hand.table.lines) == 2)
    hand.taker.setEditText("An")
    assert not hand.save.isEnabled()
    hand.taker.setEditText("Bình")
    hand.save.click()
    qtbot.waitUntil(lambda: hand.made is not None)
    owners = sorted(row.owner for row in milestone_rows(archive))
    assert owners == ["An", "Bình", "Bình", "Chi"]
    assert hand.minutes.isVisible()
    hand.minutes.click()
    qtbot.waitUntil(lambda: bool(hand.findChildren(PrintDialog)))
    hand.findChildren(PrintDialog)[-1].close()
