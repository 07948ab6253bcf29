"""Asks a child process to build, sign and check certified copies."""

from luutru.holdings.stamper.failing import StampingFailed
from luutru.holdings.stamper.keys import Key, KeyFile, TokenKey
from luutru.holdings.stamper.stamper import Stamper

__all__ = ["Key", "KeyFile", "Stamper", "StampingFailed", "TokenKey"]
