"""`override` for what is loaded before the first frame of the window.

Loading `typing_extensions` for it takes as long as painting that frame.
"""

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from typing_extensions import override
else:
    Method = TypeVar("Method")

    def override(method: Method) -> Method:
        """Say that a method takes the place of one above it."""
        return method


__all__ = ["override"]
