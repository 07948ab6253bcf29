def test_a_relation_is_recorded_shown_from_both_sides_and_taken_away(luutru, taken_in):
    old, new = taken_in("old"), taken_in("new")
    words = ("relate", new, "amends", old, "--on", "5/1/2024", "--clause", "Điều 3")
    told = luutru(*words, "--json")
    assert told.json == {
        "reference": new, "kind": "amends", "other": old, "effective_on": "2024-01-05",
        "clause": "Điều 3", "removed": False,
    }  # fmt: skip
    assert "Amended by" in luutru("show", old).out
    assert luutru(*words).status == 3
    assert luutru("relate", new, "amends", old, "--remove", "--reason", "wrong").status == 0
    assert luutru("show", old, "--json").json["relations"] == []


def test_a_relation_to_itself_is_refused(luutru, taken_in):
    one = taken_in("one")
    told = luutru("relate", one, "replaces", one)
    assert told.status == 3
    assert "cannot be related" in told.err


def test_a_day_that_is_too_coarse_is_refused(luutru, taken_in):
    told = luutru("relate", taken_in("a"), "replaces", taken_in("b"), "--on", "2024")
    assert told.status == 3
