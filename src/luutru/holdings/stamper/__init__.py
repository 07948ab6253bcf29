"""Asks a child process to build, sign and check certified copies."""

from luutru.holdings.stamper.stamper import KeyFile, Stamper, StampingFailed

__all__ = ["KeyFile", "Stamper", "StampingFailed"]
