"""What each transaction asks first: who asks, what may be withheld, and settings that count.

It is one question, so that a desk that is far from the server of its office waits for it once; and
it is asked anew in each transaction, so that a right that was taken away elsewhere counts at once
(docs/adr/0055-few-messages.md).
"""

from functools import lru_cache
from typing import Any, Final

from sqlalchemy import Select, event, func, or_, select
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction, sessionmaker

from luutru.holdings.databases.database import Database
from luutru.holdings.secrecy import parts_without_clearance
from luutru.holdings.standing import SIGN_IN, First
from luutru.records.agency import Setting
from luutru.records.base import table_of
from luutru.records.document import Document
from luutru.records.people import User, UserRole

MOVED_AWAY: Final = "copies_sealed"
"""The setting of an archive that was moved away: where its register goes on."""
ENDING_SOON: Final = "ending_soon_days"
"""The setting that says within how many days an agreement ends “soon”."""
_SETTINGS: Final = (SIGN_IN, MOVED_AWAY, ENDING_SOON)
_KNOWN: Final = "settings"
"""In the `info` of a session: the settings that were asked first, while none was written."""


def ask_first(database: Database, session: Session, user_id: int | None) -> First:
    """Begin the transaction of a session in the name of an account, and ask."""
    settings, waits, *more = _parted(database.begin(session, _question(user_id)))
    session.info[_KNOWN] = settings
    if user_id is None:
        return First(settings, bool(waits))
    is_active, roles, hides = more
    held = frozenset((roles or "").split())
    return First(settings, bool(waits), user_id, bool(is_active), held, bool(hides))


def setting_of(session: Session, name: str) -> str | None:
    """Return the value of a setting; None where the archive has none of that name."""
    known: dict[str, str | None] = session.info.get(_KNOWN, {})
    if name in known:
        return known[name]
    kept = session.get(Setting, name)
    return None if kept is None else kept.value


def keep_settings(sessions: sessionmaker[Session]) -> None:
    """Let the sessions made by `sessions` look again at settings once they wrote some."""
    event.listen(sessions, "after_flush", _flushed)
    event.listen(sessions, "after_soft_rollback", lambda session, _: _forget(session))
    event.listen(sessions, "do_orm_execute", _executed)


def _flushed(session: Session, _flush: UOWTransaction) -> None:
    if any(isinstance(one, Setting) for one in (*session.new, *session.dirty, *session.deleted)):
        _forget(session)


def _executed(asked: ORMExecuteState) -> None:
    if not asked.is_select:
        _forget(asked.session)


def _forget(session: Session) -> None:
    session.info.pop(_KNOWN, None)


def _parted(row: Any) -> list[Any]:  # noqa: ANN401  a row of either engine
    """Return an answer with its settings put together by name."""
    count = len(_SETTINGS)
    return [dict(zip(_SETTINGS, row[:count], strict=True)), *row[count:]]


@lru_cache(maxsize=8)
def _question(user_id: int | None) -> Select[Any]:
    kept, documents = table_of(Setting), table_of(Document)
    asked: list[Any] = [
        select(kept.c.value).where(kept.c.name == name).scalar_subquery() for name in _SETTINGS
    ]
    asked.append(select(documents.c.id).where(documents.c.held_for > "").exists())
    if user_id is not None:
        accounts, roles = table_of(User), table_of(UserRole)
        asked += [
            select(accounts.c.id)
            .where(accounts.c.id == user_id, accounts.c.disabled_at.is_(None))
            .exists(),
            select(func.aggregate_strings(roles.c.role, " "))
            .where(roles.c.user_id == user_id)
            .scalar_subquery(),
            or_(*(one.exists() for one in parts_without_clearance(user_id))),
        ]
    return select(*asked)
