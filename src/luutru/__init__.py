"""Lưu Trữ keeps scanned agreements: custody, reading, search, follow-up, certified copies."""

__version__ = "0.1.0"
