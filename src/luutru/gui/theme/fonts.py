"""The typefaces that come with the program; sizes are device-independent pixels."""

from functools import lru_cache
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase

from luutru.resources import folder

FAMILY: Final = "Inter"
BODY: Final = 13

REGULAR: Final = 400
MEDIUM: Final = 500
BOLD: Final = 600
HEAVY: Final = 700

_INTER: Final = ("400Regular", "500Medium", "600SemiBold", "700Bold")


@lru_cache(maxsize=1)
def load_fonts() -> tuple[int, ...]:
    """Make Inter known to Qt, once; the wheels of Qt carry no fonts of their own."""
    return tuple(
        QFontDatabase.addApplicationFont(str(folder("fonts") / f"Inter_{weight}.ttf"))
        for weight in _INTER
    )


def font(size: int = BODY, weight: int = REGULAR, *, tabular: bool = False) -> QFont:
    """Return Inter of a size in pixels; `tabular` gives all digits the same width."""
    return QFont(_font(size, weight, tabular))


@lru_cache(maxsize=64)
def _font(size: int, weight: int, tabular: bool) -> QFont:  # noqa: FBT001  a key of the cache
    made = QFont(FAMILY)
    made.setPixelSize(size)
    made.setWeight(QFont.Weight(weight))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if tabular:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made
