"""Freezing and disposal in the terminal."""

OVER = ("signed_on=9/8/1990", "effect_rule=on_signing", "duration=P3Y", "retention=06")


def test_what_is_frozen_is_not_edited_until_it_is_lifted(luutru, taken_in):
    reference = taken_in("agreement")
    assert luutru("freeze", "set", reference).status == 3
    assert luutru("freeze", "set", reference, "--reason", "Thanh tra").status == 0
    told = luutru("describe", reference, "title_vi=Khác")
    assert (told.status, f"{reference} is frozen" in told.err) == (3, True)
    (order,) = luutru("freeze", "--json").json["freezes"]
    assert (order["reference"], order["reason"]) == (reference, "Thanh tra")
    assert luutru("freeze", "lift", reference, "--reason", "Xong").status == 0
    assert luutru("describe", reference, "title_vi=Khác").status == 0
    assert "Nothing is frozen" in luutru("freeze").err
    assert reference in luutru("freeze", "list", "--all").out


def test_a_document_goes_by_two_people(luutru, taken_in, monkeypatch):
    reference = taken_in("agreement")
    assert luutru("dispose", "propose", reference, "--reason", "Dọn kho").status == 3
    luutru("describe", reference, "title_vi=Chương trình", *OVER)
    assert reference in luutru("dispose", "review").out
    done = luutru("dispose", "propose", reference, "--reason", "Hết thời hạn", "--json")
    number = str(done.json["case"])
    assert luutru("dispose", "approve", number, "--reason", "Đồng ý").status == 3
    monkeypatch.setenv("LUUTRU_PERSON", "approver")
    assert luutru("dispose", "approve", number, "--reason", "Đồng ý").status == 0
    told = luutru("show", reference)
    assert (told.status, "it was decided that it may go" in told.err) == (3, True)
    assert luutru("dispose", "carry-out", number).status == 3
    assert "In quarantine" in luutru("dispose").out
    assert luutru("dispose", "take-back", number, "--reason", "Có yêu cầu").status == 0
    assert luutru("show", reference).status == 0
    assert luutru("dispose", "approve", "một").status == 2
    assert "Taken back" in luutru("dispose", "list", "--all").out
