import pytest


@pytest.fixture
def pile(luutru, home, a_scan):
    """The references of two files that were brought together."""
    told = luutru("intake", "--no-wait", a_scan("a"), a_scan("b"))
    return [line.split()[1] for line in told.lines if line.startswith("ACK")]


def test_a_batch_is_listed_looked_at_and_described_as_one(luutru, pile):
    (batch,) = luutru("batches", "--json").json["batches"]
    assert (batch["documents"], batch["waiting"]) == (2, 2)
    assert luutru("batches").lines[1].startswith(str(batch["id"]))
    seen = luutru("batches", batch["id"], "signed_on=7/12/2023", "--dry-run")
    assert seen.lines == [f"{reference} signed_on: – → 2023-12-07" for reference in pile]
    luutru("describe", pile[0], "signed_on=1/1/2020")
    told = luutru("batches", batch["id"], "signed_on=7/12/2023")
    assert told.lines[0].endswith("(kept as it stands)")
    assert told.lines[1] == f"{pile[1]} signed_on: – → 2023-12-07"
    replaced = luutru("batches", batch["id"], "signed_on=7/12/2023", "--replace", "--json").json
    assert [change["before"] for change in replaced["changes"]] == ["2020-01-01"]


def test_a_batch_that_is_not_there_is_refused(luutru, pile):
    told = luutru("batches", 99, "signed_on=7/12/2023")
    assert told.status == 3
    assert "99" in told.err
