"""The full-text index: found by words, thrown away and rebuilt without loss."""

from luutru.holdings.fulltext.holding import Fulltext

__all__ = ["Fulltext"]
