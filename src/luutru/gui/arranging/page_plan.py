"""What a person wants of the pages of a scan, before anything is made of it; knows no Qt."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class PlannedPage:
    """One page and what becomes of it."""

    number: int
    """As it is shown now, counted from 1."""
    turn: int = 0
    """Degrees clockwise, from how it is shown now."""
    left_out: bool = False
    begins: bool = False
    """Another document begins with it."""
    reason: str = ""
    """Why a document seems to begin here, where that is proposed."""


class PagePlan:
    """The pages in their wanted order; every change can be taken back."""

    def __init__(self, count: int) -> None:
        self._first = tuple(PlannedPage(number) for number in range(1, count + 1))
        self._steps: list[tuple[PlannedPage, ...]] = [self._first]

    @property
    def pages(self) -> tuple[PlannedPage, ...]:
        """The pages as they are wanted now."""
        return self._steps[-1]

    @property
    def can_undo(self) -> bool:
        """Tell whether there is a change to take back."""
        return len(self._steps) > 1

    @property
    def is_changed(self) -> bool:
        """Tell whether anything would come out differently."""
        return _plain(self.pages) != _plain(self._first)

    @property
    def is_rearranged(self) -> bool:
        """Tell whether pages are turned, moved or left out, besides being cut apart."""
        return [(p.number, p.turn, p.left_out) for p in self.pages] != [
            (p.number, p.turn, p.left_out) for p in self._first
        ]

    @property
    def groups(self) -> tuple[tuple[PlannedPage, ...], ...]:
        """The pages that stay, document by document."""
        found: list[list[PlannedPage]] = []
        begins = True
        for page in self.pages:
            begins = begins or page.begins
            if page.left_out:
                continue
            if begins:
                found.append([])
            found[-1].append(page)
            begins = False
        return tuple(map(tuple, found))

    @property
    def left_out(self) -> int:
        """Count the pages that are left out."""
        return sum(page.left_out for page in self.pages)

    @property
    def turned(self) -> int:
        """Count the pages that stay and are turned."""
        return sum(bool(page.turn) and not page.left_out for page in self.pages)

    def propose(self, cuts: Iterable[tuple[int, str]], separators: Collection[int] = ()) -> None:
        """Mark where documents seem to begin, and leave out sheets that only divide.

        `cuts` are page numbers with the reason; it can be taken back like any other change.
        """
        reasons = dict(cuts)
        self._do(
            replace(
                page,
                begins=page.begins or page.number in reasons,
                reason=reasons.get(page.number, page.reason),
                left_out=page.left_out or page.number in separators,
            )
            for page in self.pages
        )

    def turn(self, places: Collection[int], degrees: int) -> None:
        """Turn the pages at `places` (counted from 0) clockwise by `degrees`."""
        self._change(places, lambda page: replace(page, turn=(page.turn + degrees) % 360))

    def toggle_left_out(self, places: Collection[int]) -> None:
        """Leave pages out, or take them in again where all of them are out."""
        out = not all(self.pages[place].left_out for place in places)
        self._change(places, lambda page: replace(page, left_out=out))

    def toggle_begins(self, places: Collection[int]) -> None:
        """Let another document begin with these pages, or no longer."""
        begins = not all(self.pages[place].begins for place in places)
        self._change(places, lambda page: replace(page, begins=begins))

    def move(self, places: Collection[int], step: int) -> tuple[int, ...]:
        """Move pages together by one place, earlier (-1) or later (1); return their new places."""
        order = sorted(places)
        if not order or not order[0] + step >= 0 or order[-1] + step >= len(self.pages):
            return tuple(order)
        target = order[0] + step if step < 0 else order[-1] + step
        return self.move_to(places, target if step < 0 else target + 1)

    def move_to(self, places: Collection[int], target: int) -> tuple[int, ...]:
        """Put pages, in their order, before the page at `target`; return their new places."""
        chosen = set(places)
        moved = [page for at, page in enumerate(self.pages) if at in chosen]
        before = [page for at, page in enumerate(self.pages[:target]) if at not in chosen]
        after = [
            page for at, page in enumerate(self.pages[target:], start=target) if at not in chosen
        ]
        self._do([*before, *moved, *after])
        return tuple(range(len(before), len(before) + len(moved)))

    def undo(self) -> None:
        """Take the last change back."""
        if self.can_undo:
            self._steps.pop()

    def _change(
        self, places: Collection[int], change: Callable[[PlannedPage], PlannedPage]
    ) -> None:
        chosen = set(places)
        self._do(change(p) if at in chosen else p for at, p in enumerate(self.pages))

    def _do(self, pages: Iterable[PlannedPage]) -> None:
        wanted = tuple(pages)
        if wanted != self.pages:
            self._steps.append(wanted)


def _plain(pages: Iterable[PlannedPage]) -> list[PlannedPage]:
    """Return pages as they come out: a document always begins with the first, whatever is said."""
    plain = [replace(page, reason="") for page in pages]
    return [replace(plain[0], begins=False), *plain[1:]] if plain else plain
