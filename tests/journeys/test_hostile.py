"""Hostile and damaged PDFs go all the way through, and nothing of them gets away.

The campaign in `benchmarks/hostile.py` brings thousands of them.
"""

import random
from itertools import islice

import pytest

from hostile import Campaign
from hostile_files import lay_out, made, mutated
from luutru.services.archive import create_archive

pytestmark = pytest.mark.slow

QUICK = (
    "empty", "no header", "header late", "rubbish behind the header", "everything that acts",
    "encrypted", "arrays in arrays", "table that points at itself", "page of nonsense size",
    "image of JBIG2Decode rubbish",
)  # fmt: skip
DAMAGED = 4


def test_hostile_files_are_refused_or_kept_by_one_rule_and_harm_nobody(tmp_path, monkeypatch):
    monkeypatch.setenv("LUUTRU_RESERVE_MB", "1")
    seed = 261_126
    campaign = Campaign(create_archive(tmp_path / "archive"), tmp_path)
    files = made()
    campaign.bring(lay_out(tmp_path / "made", {name: files[name] for name in QUICK}))
    drawn = mutated(random.Random(seed))  # noqa: S311  to be repeated by its seed
    campaign.bring(lay_out(tmp_path / "damaged", islice(drawn, DAMAGED)))
    campaign.end()
    assert campaign.wrong == [], f"seed {seed}"
    assert campaign.came["refused"] >= 3
