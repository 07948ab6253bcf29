from luutru.records.fields import FIELDS, Need


def complete(luutru, reference):
    wanted = [f"{f.name}=không nêu" for f in FIELDS if f.need in (Need.REVIEW, Need.APPROVAL)]
    parties = (
        "party.vietnamese=Tổng cục; TĐC; VN",
        "party.foreign=Viện; XI; DE",
        "title_vi=Thỏa thuận",
    )
    told = luutru("describe", reference, *wanted, *parties)
    assert told.status == 0, told.err


def test_a_description_is_reviewed_approved_and_taken_back(luutru, taken_in):
    reference = taken_in("a")
    complete(luutru, reference)
    assert luutru("review", reference).status == 0
    assert luutru("review", reference, "--approve").out == f"{reference}: approved.\n"
    assert luutru("show", reference, "--json").json["review_state"] == "approved"
    assert luutru("review", reference, "--withdraw").status == 0
    assert luutru("show", reference, "--json").json["review_state"] == "reviewed"


def test_what_nobody_reviewed_is_not_approved(luutru, taken_in):
    told = luutru("review", taken_in("a"), "--approve")
    assert told.status == 3
    assert "Nobody has checked" in told.err


def test_an_incomplete_description_is_not_accepted(luutru, taken_in):
    told = luutru("review", taken_in("a"))
    assert told.status == 3
    assert "cannot be accepted yet" in told.err
