"""Reads the codes that an archive added to lists, and its words for others."""

from typing import TYPE_CHECKING

from luutru.records.code_lists import Code, OwnCodes

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def read_own_codes(codes: OwnCodes, session: "Session") -> None:
    """Let what the archive of `session` added count in `codes`."""
    from sqlalchemy import select  # noqa: PLC0415  loaded with the catalogue

    from luutru.records.calendar import CodeEntry  # noqa: PLC0415

    found: dict[str, list[Code]] = {}
    for entry in session.scalars(select(CodeEntry).order_by(CodeEntry.id)):
        found.setdefault(entry.list_name, []).append(Code(entry.code, entry.vi, entry.en))
    codes.put(found)
