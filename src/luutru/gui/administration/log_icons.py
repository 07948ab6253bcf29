"""The icon of an act in the log, with the state whose colour it has."""

from typing import Final

from luutru.gui.agreements.history_pane import ICONS as OF_AGREEMENTS

_OTHERS: Final = {
    "opened": ("database", "active"),
    "backed_up": ("hard-drive", "active"),
    "drilled": ("shield-check", "active"),
    "rebuilt": ("archive", "active"),
    "restored": ("history", "progress"),
    "moved_away": ("arrow-right", "progress"),
    "moved_here": ("arrow-right", "progress"),
    "sealed": ("lock", "draft"),
    "clock_back": ("clock", "overdue"),
    "watch_set": ("folder", "progress"),
    "synonyms_changed": ("book-copy", "progress"),
    "search_saved": ("bookmark", "draft"),
    "search_changed": ("bookmark", "draft"),
    "search_deleted": ("bookmark", "draft"),
    "archive_named": ("database", "progress"),
    "set": ("settings", "progress"),
    "fonds_added": ("archive", "active"),
    "fonds_changed": ("archive", "progress"),
    "agency_added": ("landmark", "active"),
    "agency_changed": ("landmark", "progress"),
    "guided": ("milestone", "progress"),
    "dates_followed": ("calendar-clock", "progress"),
    "milestones_reassigned": ("users", "progress"),
    "rule_changed": ("scroll-text", "progress"),
    "calendar_changed": ("calendar-days", "progress"),
    "unrelated": ("link", "draft"),
    "printed": ("printer", "progress"),
    "exported": ("download", "progress"),
    "list_exported": ("download", "progress"),
    "set_together": ("layers", "progress"),
    "told_apart": ("copy", "draft"),
    "compared_again": ("copy", "progress"),
    "copy_issued": ("stamp", "active"),
    "copy_delivered": ("stamp", "progress"),
    "copy_void": ("ban", "overdue"),
    "copy_revoked": ("ban", "overdue"),
    "copies_closed": ("stamp", "draft"),
    "root_trusted": ("shield-check", "active"),
    "root_distrusted": ("shield-check", "draft"),
    "authority_recorded": ("handshake", "active"),
    "authority_changed": ("handshake", "progress"),
    "authority_name_added": ("handshake", "active"),
    "authority_name_corrected": ("handshake", "progress"),
    "authorities_merged": ("handshake", "progress"),
    "merger_undone": ("undo-2", "draft"),
    "code_added": ("list-checks", "active"),
    "code_renamed": ("list-checks", "progress"),
}


def icon_of(act: str) -> tuple[str, str]:
    """Return the name of an icon and a state of the colour table."""
    return _OTHERS.get(act) or OF_AGREEMENTS.get(act) or ("circle-dot", "draft")
