"""Asks child processes for the text and the images of pages; kills those that overrun."""

from luutru.holdings.reader.reader import ImageFailed, MakingFailed, Reader
from luutru.reading.messages import Limits

__all__ = ["ImageFailed", "Limits", "MakingFailed", "Reader"]
