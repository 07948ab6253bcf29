"""Clauses in many wordings: what each says, and that it says nothing else."""

import tomllib
from pathlib import Path

import pytest
from tests.extraction.typed import script

from luutru.extraction.clauses import read_clauses
from luutru.extraction.milestones import read_milestones

WORDINGS = tomllib.loads(Path(__file__).with_name("wordings.toml").read_text("utf-8"))["wording"]
FORMS = {
    "vi": "Điều 1. Mục đích\nHai Bên tăng cường quan hệ.\nĐiều 2. {title}\n{text}\n",
    "en": "Article 1. Purpose\nThe Parties strengthen their relations.\n"
    "Article 2. {title}\n{text}\n",
}


@pytest.mark.parametrize("wording", WORDINGS, ids=lambda wording: wording["text"][:60])
def test_a_clause_says_this_and_nothing_else(wording):
    document = script(FORMS[wording["language"]].format(**wording))
    fields = {one.field: one.value for one in read_clauses(document)}
    milestones = [
        [one.anchor.value, one.offset, one.recurrence, one.due_on]
        for one in read_milestones(document)
    ]
    assert fields == wording["fields"]
    assert sorted(milestones) == sorted(wording["milestones"])
