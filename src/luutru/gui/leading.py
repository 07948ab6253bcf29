"""Leads to what one screen wants of another; screens do not know each other."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from luutru.gui.jobs import Newest
from luutru.gui.screens import AGREEMENTS, COPIES, MILESTONES, PARTNERS

if TYPE_CHECKING:
    from collections.abc import Callable

    from luutru.gui.jobs import Job
    from luutru.gui.screen import Desk, Screen
    from luutru.services.copies.lines import CopyRow
    from luutru.services.filters import Filter
    from luutru.services.milestones.rows import Wanted


class Leading(QObject):
    """Listens to the desk, goes to the screen concerned, and tells it what is wanted."""

    def __init__(self, desk: "Desk", go_to: "Callable[[str], Screen]") -> None:
        """`go_to` shows the screen of a name and returns it."""
        super().__init__(desk)
        self._desk = desk
        self._go_to = go_to
        self._newest = Newest(desk.jobs)
        desk.screen_wanted.connect(self._show_screen)
        desk.part_wanted.connect(self._show_part)
        desk.agreement_wanted.connect(self._show_agreement)
        desk.list_wanted.connect(self._show_list)
        desk.milestones_wanted.connect(self._show_milestones)
        desk.partner_wanted.connect(self._show_partner)
        desk.country_wanted.connect(self._show_country)
        desk.copy_wanted.connect(self._show_copy)
        desk.issue_wanted.connect(self._issue_copy)
        desk.copies_wanted.connect(self._issue_copies)
        desk.request_wanted.connect(self._request_copy)

    def _show_screen(self, name: str) -> None:
        self._go_to(name)

    def _show_part(self, name: str, part: str) -> None:
        self._go_to(name).show_part(part)

    def _show_agreement(self, reference: str) -> None:
        self._go_to(AGREEMENTS).show_agreement(reference)
        self._remember(reference)

    def _remember(self, reference: str) -> None:
        """Keep the reference for the palette, and let go of what must not be kept any more."""
        archive, preferences = self._desk.archive, self._desk.preferences
        opened = dict.fromkeys([reference, *preferences.recent_agreements(archive.id)])

        def work(_job: "Job") -> list[str]:
            from luutru.services.quick_finding import memorable  # noqa: PLC0415  on demand

            return memorable(archive, list(opened))

        self._newest.ask(work, lambda kept: preferences.keep_agreements(archive.id, kept))

    def _show_list(self, wanted: "str | Filter") -> None:
        self._go_to(AGREEMENTS).show_list(wanted)

    def _show_milestones(self, wanted: "Wanted") -> None:
        self._go_to(MILESTONES).show_milestones(wanted)

    def _show_partner(self, authority_id: int) -> None:
        self._go_to(PARTNERS).show_partner(authority_id)

    def _show_country(self, code: str) -> None:
        self._go_to(PARTNERS).show_country(code)

    def _show_copy(self, copy: "CopyRow") -> None:
        self._go_to(COPIES).show_copy(copy)

    def _issue_copy(self, reference: str) -> None:
        self._go_to(COPIES).issue_copy(reference)

    def _issue_copies(self, references: list[str]) -> None:
        self._go_to(COPIES).issue_copies(references)

    def _request_copy(self, reference: str, title: str) -> None:
        self._go_to(COPIES).request_copy(reference, title)
