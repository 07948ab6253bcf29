"""Two people change the same milestone, one of them in a dialog of the window."""

from datetime import date, timedelta

from luutru.gui.meeting_dialog import MeetingDialog
from luutru.gui.milestones.dialogs.editor import MilestoneEditor
from luutru.gui.milestones.dialogs.reasons import CancelDialog
from luutru.services.milestones.changing import Changes, change, move

TODAY = date(2026, 11, 26)


def closed(qtbot, dialog, save):
    with qtbot.waitSignal(dialog.accepted):
        save.click()


def test_what_somebody_else_said_of_a_milestone_meanwhile_is_chosen_from(
    qtbot, archive, keep, plan, dialog, only
):
    number = plan(keep("Lease"), due_on=TODAY, owner="Unit A", note="")
    editor = dialog(MilestoneEditor, lambda acts: acts.edit(only()))
    change(archive, number, Changes(title="Theirs", owner="Unit B", note="theirs"))
    editor.form.name.put("Mine")
    editor.form.note.put("mine")
    editor.save.click()
    qtbot.waitUntil(lambda: bool(editor.findChildren(MeetingDialog)))
    (meeting,) = editor.findChildren(MeetingDialog)
    title, note = meeting.choices
    assert (title.field, note.field) == ("title", "note")
    title.mine.click()
    closed(qtbot, editor, meeting.save)
    assert (only().title, only().note, only().owner) == ("Mine", "theirs", "Unit B")


def test_a_milestone_that_was_moved_meanwhile_is_shown_as_it_is_now(
    qtbot, archive, keep, plan, dialog, only
):
    number = plan(keep("Lease"), due_on=TODAY)
    cancelling = dialog(CancelDialog, lambda acts: acts.cancel(only()))
    move(archive, number, TODAY + timedelta(days=5), "late")
    cancelling.reason.setPlainText("not needed")
    cancelling.save.click()
    qtbot.waitUntil(lambda: cancelling.shown.due_on == TODAY + timedelta(days=5))
    closed(qtbot, cancelling, cancelling.save)
    assert only().state == "cancelled"
