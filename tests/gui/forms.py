"""Types into the form of an agreement that a window shows."""

from luutru.gui.agreements.parts import FORM


def type_into_form(screen, name, typed, qtbot):
    """Type a value into a field of the form, once it is filled; return the pane of the form."""
    screen.agreement.tabs.setCurrentIndex(FORM)
    pane = screen.agreement.parts.form
    qtbot.waitUntil(lambda: pane.form.is_built and bool(pane.form.parts["title_vi"].before))
    pane.form.settle()
    part = pane.form.parts[name]
    part.put(typed)
    part.edited.emit()
    return pane
