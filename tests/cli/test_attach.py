def test_a_scan_is_attached_to_the_agreement_it_belongs_to(luutru, taken_in):
    main, annex = taken_in("main"), taken_in("annex")
    told = luutru("attach", annex, "--to", main, "--json")
    assert told.json == {"reference": annex, "agreement": main, "part": "annex"}
    shown = luutru("show", annex, "--json").json
    assert shown["reference"] == main
    assert [document["part"] for document in shown["documents"]] == ["main", "annex"]


def test_attaching_to_nothing_is_refused(luutru, taken_in):
    told = luutru("attach", taken_in(), "--to", "2026-0999")
    assert told.status == 3
    assert "2026-0999" in told.err
