"""Collects garbage on the thread of the window, and on no other.

Python collects on whatever thread makes the next object. A timer or a widget that is part of a
cycle would be destroyed there, on the thread of a job, which Qt does not bear: the program ends.
"""

import gc
from time import monotonic
from typing import Final

from PySide6.QtCore import QObject, QTimer

_LOOK_MS: Final = 250
_WHOLE_S: Final = 60
"""Seconds between two looks through everything that has come; the young are looked at oftener."""


class Collecting(QTimer):
    """Looks now and then, while the window has nothing else to do."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent, interval=_LOOK_MS)
        self._whole_at = monotonic()
        self.timeout.connect(self._look)

    def begin(self) -> None:
        """Collect what comes from now on, and never look again among what stands.

        Going through everything that was loaded takes longer than a reader should wait.
        """
        gc.disable()
        gc.freeze()
        self.start()

    def _look(self) -> None:
        young, middle, old = (
            count > limit for count, limit in zip(gc.get_count(), gc.get_threshold(), strict=True)
        )
        if old and monotonic() - self._whole_at > _WHOLE_S:
            gc.collect()
            self._whole_at = monotonic()
        elif middle:
            gc.collect(1)
        elif young:
            gc.collect(0)
