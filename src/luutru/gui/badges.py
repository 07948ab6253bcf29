"""The counts beside the entries of the side bar."""

from luutru.gui import formats
from luutru.gui.intake.queue import IntakeQueue
from luutru.gui.widgets.nav_button import Badge
from luutru.i18n import translate_count


def intake_badge(queue: IntakeQueue) -> Badge | None:
    """Tell what is on its way into the archive, else what waits for a decision."""
    moving, troubled = queue.moving(), queue.troubled()
    if moving:
        means = translate_count("{count} file on its way", "{count} files on their way", moving)
        return Badge(formats.number(moving), means, "progress")
    if troubled:
        means = translate_count("{count} file to decide", "{count} files to decide", troubled)
        return Badge(formats.number(troubled), means, "overdue")
    return None


def milestones_badge(late: int) -> Badge | None:
    """Tell how many milestones are late."""
    if not late:
        return None
    means = translate_count("{count} milestone is late", "{count} milestones are late", late)
    return Badge(formats.number(late), means, "overdue")
