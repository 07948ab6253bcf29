"""An icon outlives the object of Python by which it was made, and leaves nothing behind."""

import os
import subprocess
import sys

CIRCLE = """
import gc
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication
from luutru.gui.theme.icons import icon

application = QApplication(["icons"])

class Holder:
    pass

def engines():
    return sum(type(one).__name__ == "_ThemedEngine" for one in gc.get_objects())

def copies():
    holder = Holder()
    holder.itself, holder.icons = holder, [icon("archive", "accent") for _ in range(200)]
    return [QIcon(one) for one in holder.icons[::2]]

gc.disable()
left = copies()
gc.collect()
painted = {one.pixmap(QSize(16, 16)).toImage().sizeInBytes() for one in left}
print(len(painted), engines())
left.clear()
gc.collect()
print(engines())
"""


def test_copies_paint_after_a_circle_that_held_the_icon_was_collected():
    done = subprocess.run(
        [sys.executable, "-c", CIRCLE], capture_output=True, text=True,
        check=False, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["1", "100", "0"]
