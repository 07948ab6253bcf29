"""Progress bars on a terminal."""

import sys
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Display

from luutru.i18n import translate


class Bars:
    """One bar for each stage of the work, told apart by their labels; a `Progress`."""

    def __init__(self) -> None:
        columns = (
            TextColumn("{task.description}"),
            BarColumn(bar_width=32),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
        )
        # A pipe on standard output must not be led to the screen with the bars.
        self._display = Display(
            *columns, console=Console(stderr=True), redirect_stdout=sys.stdout.isatty()
        )
        self._stages: dict[str, TaskID] = {}

    def __enter__(self) -> Self:
        self._display.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        frames: TracebackType | None,
    ) -> None:
        if error is None:
            self._finish_all()
        self._display.stop()

    def _finish_all(self) -> None:
        """Fill the bars of the stages before: the last step of a stage need not be told."""
        for task in self._display.tasks:
            self._display.update(task.id, completed=task.total)

    def report(self, done: int, total: int, label: str) -> None:
        """Move the bar of this stage."""
        if label not in self._stages:
            self._finish_all()
            self._stages[label] = self._display.add_task(translate(label), total=total)
        self._display.update(self._stages[label], completed=done, total=total)
