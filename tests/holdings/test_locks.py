"""Locks between processes, and what becomes of them where no file can be made."""

import pytest

from luutru.errors import DiskTrouble, IndexBusy
from luutru.holdings.locks import only_one


def test_one_is_let_through_at_a_time(tmp_path):
    with only_one(tmp_path / "a.lock"), pytest.raises(IndexBusy), only_one(tmp_path / "a.lock"):
        pass
    with only_one(tmp_path / "a.lock"):
        pass


def test_a_lock_that_cannot_be_made_is_trouble_with_the_disk(tmp_path):
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(DiskTrouble), only_one(tmp_path / "file" / "a.lock"):
        pass
