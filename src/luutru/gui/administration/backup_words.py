"""What the cards and the table of the tab “Sao lưu” say, made of what the log tells."""

from luutru.gui import formats
from luutru.gui.administration.state_card import CardText
from luutru.gui.formats import Grouped
from luutru.gui.widgets.pill import Look
from luutru.gui.widgets.word_table import Line
from luutru.i18n import translate, translate_count
from luutru.services.backup.told import SETS_ADVISED, DrillTold, Safekeeping

_GOOD = Look("active", "circle-check")
_BAD = Look("overdue", "shield-alert")
_WARN = Look("expiring", "triangle-alert")
_NONE = Look("draft", "circle-dashed")


def backup_text(kept: Safekeeping) -> CardText:
    """Say when the archive was backed up last, and whether that is long ago."""
    last = kept.last
    if last is None:
        figure, caption = translate("Never"), translate("the archive lies on one disk alone")
        return CardText(figure, caption, _WARN, translate("No backup yet"))
    look, state = (
        (_WARN, translate("Too long ago")) if kept.is_late else (_GOOD, translate("Fresh"))
    )
    if last.missing:
        look, state = _BAD, translate("Files are missing")
    return CardText(
        figure=formats.moment_near(last.at),
        caption=last.place,
        look=look,
        state=state,
        lines=(
            (translate("Files in the backup"), formats.number(last.files)),
            (translate("Copied and read back"), formats.number(last.copied)),
            (translate("Made by"), last.person),
        ),
    )


def drill_text(drill: DrillTold | None) -> CardText:
    """Say what the last restore drill came to."""
    if drill is None:
        caption = translate("whether a backup can be restored is known once it was tried")
        return CardText(translate("Never"), caption, _NONE, translate("Not tried yet"))
    sound = translate_count("{count} finding", "{count} findings", Grouped(drill.findings))
    return CardText(
        figure=formats.moment_near(drill.at),
        caption=drill.place,
        look=_BAD if drill.findings else _GOOD,
        state=sound if drill.findings else translate("Can be restored"),
        lines=(
            (translate("Files read"), formats.number(drill.files)),
            (translate("Documents opened"), formats.number(drill.opened)),
            (translate("Copies checked"), formats.number(drill.copies)),
        ),
    )


def media_text(kept: Safekeeping) -> CardText:
    """Say on how many media the archive lies, and how many are advised."""
    count = len(kept.sets)
    enough = not kept.sets_wanting
    tried = sum(one.drill is not None and not one.drill.findings for one in kept.sets)
    return CardText(
        figure=f"{count} / {SETS_ADVISED}",
        caption=translate("media; at least two are advised, each in another building"),
        look=_GOOD if enough else _WARN,
        state=translate("Enough") if enough else translate("One more"),
        lines=((translate("Tried out, and sound"), formats.number(tried)),),
    )


def lines_of(kept: Safekeeping) -> list[Line]:
    """Return the rows of the table of media."""
    return [
        Line(
            (
                one.last.place,
                formats.moment(one.last.at),
                formats.number(one.count),
                formats.number(one.last.files),
                _drilled(one.drill),
            ),
            "" if one.drill is None else "overdue" if one.drill.findings else "active",
        )
        for one in kept.sets
    ]


def _drilled(drill: DrillTold | None) -> str:
    if drill is None:
        return translate("not tried yet")
    when = formats.moment(drill.at)
    if drill.findings:
        return translate("{when}, findings: {count}", when=when, count=drill.findings)
    return translate("{when}, sound", when=when)
