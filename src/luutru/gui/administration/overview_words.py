"""What the cards of the overview say, made of figures."""

from luutru import clock
from luutru.gui import formats
from luutru.gui.administration.state_card import CardText
from luutru.gui.widgets.pill import Look
from luutru.i18n import translate, translate_count
from luutru.services.administration.condition import VERIFY_DAYS, IndexState, Storage
from luutru.services.inspecting import Verdict

_GOOD = Look("active", "circle-check")
_BAD = Look("overdue", "shield-alert")
_WAIT = Look("progress", "clock")
_WARN = Look("expiring", "triangle-alert")
_NONE = Look("draft", "circle-dashed")


def integrity_text(verdict: Verdict | None, storage: Storage) -> CardText:
    """Say whether all files are as they were taken in."""
    if verdict is None:
        count = formats.Grouped(storage.originals)
        figure = translate_count("{count} original", "{count} originals", count)
        caption = translate("not compared with SHA-256 yet")
        return CardText(figure, caption, _NONE, translate("Not compared yet"))
    old = (clock.now() - verdict.at).days > VERIFY_DAYS
    look = _BAD if not verdict.is_sound else _WARN if old else _GOOD
    state = translate("Intact") if verdict.is_sound else translate("Findings")
    if verdict.is_sound and old:
        state = translate("Compare again")
    matching = formats.number(verdict.matching)
    return CardText(
        figure=f"{matching} / {formats.number(verdict.originals)}",
        caption=translate("originals match their SHA-256 · {moment}",
                          moment=formats.moment(verdict.at)),
        look=look,
        state=state,
        lines=(
            (translate("Missing · changed · without a record"),
             f"{verdict.missing} · {verdict.changed} · {verdict.foreign}"),
            (translate("Compared by"), verdict.person),
            (translate("Took"), formats.duration(verdict.seconds)),
        ),
    )  # fmt: skip


def index_text(index: IndexState) -> CardText:
    """Say how the full-text index is."""
    look, state = _GOOD, translate("Up to date")
    if index.waiting_changes or index.waiting_pages:
        look, state = _WAIT, translate("Being brought up to date")
    if index.is_too_large:
        look, state = _WARN, translate("Larger than needed")
    pages = formats.Grouped(index.pages)
    return CardText(
        figure=translate_count("{count} page", "{count} pages", pages),
        caption=_size_of(index),
        look=look,
        state=state,
        lines=(
            (translate("Waiting to be read"), _pages(index.waiting_pages)),
            (translate("Could not be read"), _pages(index.unreadable)),
            (translate("Groups of synonyms"), formats.number(index.synonyms)),
        ),
    )  # fmt: skip


def storage_text(storage: Storage) -> CardText:
    """Say what lies on the disk."""
    used = storage.disk_size - storage.disk_free
    lines = [
        (translate("Derivatives"),
         f"{formats.number(storage.derivatives)} · {formats.size(storage.derivative_size)}"
         if storage.derivatives else translate("none")),
        (translate("Free on the disk"),
         f"{formats.size(storage.disk_free)} / {formats.size(storage.disk_size)}"),
    ]  # fmt: skip
    if storage.database_size is not None:
        lines.insert(1, (translate("Database"), formats.size(storage.database_size)))
    return CardText(
        figure=formats.size(storage.original_size),
        caption=translate_count(
            "{count} original, never changed", "{count} originals, never changed",
            formats.Grouped(storage.originals),
        ),
        look=_WARN if storage.is_short else _GOOD,
        state=translate("Nearly full") if storage.is_short else translate("Room enough"),
        lines=tuple(lines),
        bar_after=len(lines) - 1,
        share=used / storage.disk_size if storage.disk_size else 0.0,
    )  # fmt: skip


def _size_of(index: IndexState) -> str:
    if index.size is None:
        return translate("On this computer · can be built anew at any time")
    told = formats.size(index.size)
    return translate("{size} on this computer · can be built anew at any time", size=told)


def _pages(count: int) -> str:
    return translate_count("{count} page", "{count} pages", formats.Grouped(count))
