"""Whether copies carry the technical box: a switch of the agency, as the law asks for none."""

from enum import StrEnum
from typing import Final

from sqlalchemy.orm import Session

from luutru.errors import UnacceptableValue
from luutru.i18n import mark, translate
from luutru.records.agency import Setting
from luutru.services import custody
from luutru.services.archive import Archive

BOX: Final = mark("Copies that carry the technical box")
_NAME: Final = "copy_box"


class Box(StrEnum):
    """Which copies carry it."""

    ELECTRONIC = "electronic"
    ALL = "all"
    NONE = "none"


def has_box(session: Session, *, is_on_paper: bool) -> bool:
    """Tell whether a copy carries the technical box."""
    kept = session.get(Setting, _NAME)
    which = Box(kept.value) if kept is not None else Box.ELECTRONIC
    return which is Box.ALL or (which is Box.ELECTRONIC and not is_on_paper)


def box_setting(archive: Archive) -> str:
    """Return which copies carry the technical box."""
    with archive.catalogue.read() as session:
        kept = session.get(Setting, _NAME)
        return kept.value if kept is not None else Box.ELECTRONIC.value


def set_box(archive: Archive, value: str) -> None:
    """Set which copies carry the technical box.

    Raises:
        UnacceptableValue: It is none of the three.
    """
    if value not in set(Box):
        raise UnacceptableValue(translate(BOX), value, ", ".join(Box))
    with archive.catalogue.write() as session:
        before = session.get(Setting, _NAME)
        detail = {"setting": _NAME, "before": before.value if before else "", "after": value}
        custody.record(session, archive.person, "set", detail=detail)
        session.merge(Setting(name=_NAME, value=value))
