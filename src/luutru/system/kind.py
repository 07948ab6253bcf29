"""Which operating system this is."""

import ctypes
import sys
from typing import Any


def is_windows() -> bool:
    """Tell whether it is Windows."""
    return sys.platform == "win32"


def is_linux() -> bool:
    """Tell whether it is Linux."""
    return sys.platform == "linux" and not is_windows()


def kernel32() -> Any:  # noqa: ANN401  a library of Windows
    """Return the library of Windows that knows of processes and drives."""
    return ctypes.WinDLL("kernel32", use_last_error=True)  # type: ignore[attr-defined]  # Windows
