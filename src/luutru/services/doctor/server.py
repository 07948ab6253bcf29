"""Looks at the server of a shared archive: whether it answers, and how well it keeps things."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from luutru.errors import LuutruError
from luutru.i18n import translate, translate_count
from luutru.services.doctor.checks import Check, State, judged, told
from luutru.settings import FILE_NAME, read_settings

if TYPE_CHECKING:
    from luutru.holdings.databases.server import ServerState


def server(folder: Path) -> Iterator[Check]:
    """Look at the server that keeps the catalogue of the archive in `folder`, where one does."""
    if not (folder / FILE_NAME).is_file():
        return
    try:
        address = read_settings(folder).catalogue
        if not address:
            return
        from luutru.holdings.databases.server import look_at_server  # noqa: PLC0415  seldom

        state = look_at_server(address)
    except LuutruError as error:
        yield Check("server", translate("Server"), State.ERROR, *told(error))
        return
    yield from _judged(state)


def _judged(state: "ServerState") -> Iterator[Check]:
    name = translate("Server")
    yield judged(
        "server",
        name,
        translate(
            "PostgreSQL {version}, answers in {ms} ms",
            version=state.version,
            ms=f"{state.answer_ms:.1f}",
        ),
        State.GOOD if state.is_durable else State.ERROR,
        translate(
            "What it acknowledges does not survive a power cut: whoever looks after it has to turn "
            "on fsync, full_page_writes and synchronous_commit."
        ),
    )
    yield judged(
        "server_checksums",
        translate("Checksums of the server"),
        translate("on") if state.has_checksums else translate("off"),
        State.GOOD if state.has_checksums else State.WARNING,
        translate(
            "It does not notice what its disk changes. Whoever looks after it can turn them on "
            "while it is stopped: “pg_checksums --enable”."
        ),
    )
    if state.unguarded is not None:
        yield judged(
            "server_rights",
            translate("Rights of the server"),
            _seen_as(state),
            State.WARNING if state.unguarded else State.GOOD,
            translate(
                "It does not guard every table, so that an account of a person could be shown too "
                "much. Verify the archive, and ask whoever looks after the server who changed it."
            ),
        )
    yield judged(
        "server_log",
        translate("Second disk of the server"),
        translate("its log is kept there") if state.archives_log else translate("none"),
        State.GOOD if state.archives_log else State.WARNING,
        translate(
            "If its disk dies, all since the last backup is lost. Whoever looks after it can have "
            "its log kept on a second disk (archive_mode)."
        ),
    )


def _seen_as(state: "ServerState") -> str:
    if state.unguarded:
        return translate_count(
            "{count} table is not guarded", "{count} tables are not guarded", state.unguarded
        )
    if state.member is not None:
        return translate("this desk is shown what {account} may see", account=state.member)
    return translate("this desk is shown the whole archive")
