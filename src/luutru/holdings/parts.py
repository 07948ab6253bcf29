"""Keeps who is shown a part of a shared archive to what they may write of it, in words.

The server refuses the rest anyway (`databases.writing`), or changes no row and says nothing of it;
here whoever tries learns why, before anything is written.
"""

from sqlalchemy import event, inspect
from sqlalchemy.orm import Session, sessionmaker

from luutru.errors import NotPermitted, PartOfArchive
from luutru.holdings.databases.membership import MEMBER, Member
from luutru.holdings.freezing import edited
from luutru.holdings.secrecy import STANDING
from luutru.holdings.standing import Standing
from luutru.records.base import Record, table_of
from luutru.records.code_lists import code_list


def keep_to_part(sessions: sessionmaker[Session]) -> None:
    """Let the sessions made by `sessions` refuse what a member may not write.

    They raise:
        NotPermitted: The roles of the member do not include it.
        PartOfArchive: No member writes it.
    """
    event.listen(sessions, "before_flush", _look)


def _look(session: Session, _context: object, _instances: object) -> None:
    member: Member | None = session.info.get(MEMBER)
    if member is None:
        return
    standing: Standing = session.info[STANDING]
    changed = [one for one in session.dirty if session.is_modified(one)]
    for record in (*session.new, *changed, *session.deleted):
        _refuse_beyond(record, member, standing)


def _refuse_beyond(record: Record, member: Member, standing: Standing) -> None:
    from luutru.holdings.databases import writing  # noqa: PLC0415  where there are members

    needed = writing.permissions_for(table_of(type(record)))
    if not needed or (inspect(record).persistent and writing.FIXED & edited(record)):
        raise PartOfArchive(member.name)
    if not standing.permissions.intersection(needed):
        raise NotPermitted(code_list("permission").label(needed[0]))
