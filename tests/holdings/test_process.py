"""A process that parses what others made, where it cannot be started."""

import tempfile

import pytest

from luutru.holdings.process import DidNotStart, Process, Start


def test_where_no_temporary_folder_can_be_made_no_process_starts(monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    with pytest.raises(DidNotStart):
        Process(Start("reading", {}, 1.0))
