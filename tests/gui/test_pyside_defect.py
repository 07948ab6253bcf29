"""The defect for which Qt is pinned below 6.12 is not in the version that is installed."""

import subprocess
import sys

LOOP = """
import sys
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal

class Model(QAbstractTableModel):
    def rowCount(self, parent=QModelIndex()): return 1
    def columnCount(self, parent=QModelIndex()): return 1
    def data(self, index, role=Qt.ItemDataRole.DisplayRole): return None

class Teller(QObject):
    told = Signal(bool)

model, teller = Model(), Teller()
teller.told.connect(lambda on: None)
index = model.index(0, 0)
constants = (None, True, False)

def loop(times):
    before = [sys.getrefcount(one) for one in constants]
    for _ in range(times):
        index.data()
        teller.told.emit(True)
        teller.told.emit(False)
    return [sys.getrefcount(one) - was for one, was in zip(constants, before)]

loop(10)
lost = min(loop(300))
print(lost)
"""


def test_qt_gives_back_every_reference_to_none_true_and_false():
    told = subprocess.run(
        [sys.executable, "-c", LOOP], capture_output=True, text=True, check=True, timeout=60
    )
    assert int(told.stdout) > -50
