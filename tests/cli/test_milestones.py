"""`luutru milestones`, as it is typed."""

import pytest
from icalendar import Calendar


@pytest.fixture
def ref(luutru, home):
    told = luutru("new", "title_vi=Bản ghi nhớ", "signed_on=9/8/2023", "signing_level=directorate")
    return told.out.split()[0]


@pytest.fixture
def number(luutru, ref):
    told = luutru("milestones", "add", ref, "Gửi báo cáo", "--due", "01/12/2020", "--owner", "An",
                  "--json")  # fmt: skip
    return told.json["milestones"][0]["id"]


def listed(luutru, *options):
    return luutru("milestones", "list", *options, "--json").json["milestones"]


def test_milestones_are_planned_by_day_or_by_rule(luutru, ref):
    luutru("milestones", "add", ref, "Một", "--due", "01/12/2026", "--remind", "14", "--step", "A")
    luutru("milestones", "add", ref, "Hai", "--due", "signing+P15D", "--kind", "contractual")
    assert [(m["title"], m["due_on"], m["kind"]) for m in listed(luutru)] == [
        ("Hai", "2023-08-24", "contractual"), ("Một", "2026-12-01", "activity"),
    ]  # fmt: skip
    refused = luutru("milestones", "add", ref, "Ba", "--due", "hôm nào")
    assert refused.status == 3
    assert luutru("milestones", "--json").json == {"milestones": listed(luutru)}


def test_lists_are_narrowed(luutru, ref, number):
    luutru("milestones", "add", ref, "Xa", "--due", "01/12/2090", "--owner", "Bình")
    assert len(listed(luutru, "--within", "30")) == 1
    assert [m["id"] for m in listed(luutru, "--overdue")] == [number]
    assert [m["title"] for m in listed(luutru, "--owner", "Bình")] == ["Xa"]
    assert len(listed(luutru, "--ref", ref)) == 2
    assert luutru("milestones", "list", "--ref", "2000-0001").status == 3
    assert "Overdue" in luutru("milestones", "list").out


def test_one_is_moved_proved_and_shown(luutru, ref, number, taken_in):
    luutru("milestones", "postpone", number, "--due", "05/12/2020", "--reason", "đối tác xin lùi")
    minutes = taken_in("minutes")
    assert luutru("milestones", "done", number).status == 3
    assert luutru("milestones", "done", number, "--evidence", f"{minutes}:x").status == 2
    told = luutru("milestones", "done", number, "--evidence", f"{minutes}:1", "--on", "04/12/2020")
    assert told.status == 0, told.err
    shown = luutru("milestones", "show", number, "--json").json
    assert shown["evidence"] == {"reference": minutes, "page": 1, "boxes": []}
    assert (shown["done_on"], shown["planned_on"]) == ("2020-12-04", "2020-12-01")
    assert "đối tác xin lùi" in luutru("milestones", "show", number).out
    assert listed(luutru) == []
    assert len(listed(luutru, "--all")) == 1


def test_one_is_cancelled_reopened_and_begun(luutru, number):
    assert luutru("milestones", "cancel", number).status == 2
    luutru("milestones", "cancel", number, "--reason", "thừa")
    luutru("milestones", "reopen", number, "--reason", "nhầm")
    luutru("milestones", "progress", number, 40)
    assert [(m["state"], m["percent_done"]) for m in listed(luutru)] == [("under_way", 40)]
    assert luutru("milestones", "show", 99).status == 3


def test_a_series_tells_its_next(luutru, ref):
    told = luutru("milestones", "add", ref, "Báo cáo năm", "--due", "15/11/2026", "--rrule",
                  "FREQ=YEARLY", "--json")  # fmt: skip
    number = told.json["milestones"][0]["id"]
    done = luutru("milestones", "done", number, "--reason", "đã gửi")
    assert "The next of its series is milestone" in done.err
    assert listed(luutru)[0]["due_on"] == "2027-11-15"


def test_a_person_hands_on_all_with_minutes(luutru, ref, number, tmp_path):
    told = luutru("milestones", "reassign", "--from", "An", "--to", "Bình", "--out",
                  tmp_path / "bien-ban.docx", "--json")  # fmt: skip
    assert [m["owner"] for m in told.json["milestones"]] == ["Bình"]
    assert (tmp_path / "bien-ban.docx").stat().st_size > 1000


def test_calendars_lists_and_reports_are_written(luutru, ref, number, tmp_path):
    luutru("milestones", "export", "--ics", tmp_path / "a.ics")
    calendar = Calendar.from_ical((tmp_path / "a.ics").read_bytes())
    assert len(calendar.walk("VEVENT")) == 1
    luutru("milestones", "export", "--ics", tmp_path / "all", "--by-owner")
    assert (tmp_path / "all" / "an.ics").exists()
    luutru("milestones", "list", "--out", tmp_path / "a.xlsx")
    luutru("milestones", "report", 2023, "--out", tmp_path / "b.docx")
    assert (tmp_path / "a.xlsx").exists()
    assert (tmp_path / "b.docx").exists()
    report = luutru("milestones", "report", 2023, "--json").json
    assert report["rows"][0]["Agreement"].startswith(ref)


def test_rules_are_shown_changed_and_planned_by(luutru, ref):
    told = luutru("milestones", "rules", "--json").json["rules"]
    assert [rule["id"] for rule in told] == [f"T{n}" for n in range(1, 13)]
    assert "article 4.5" in luutru("milestones", "rules", "T1").out
    duties = luutru("milestones", "rules", "--ref", ref, "--json").json["duties"]
    assert ("T1", "2023-08-24") in [(duty["rule"], duty["due_on"]) for duty in duties]
    assert luutru("milestones", "rules", "T1", "--due", "signing+P20D").status == 3
    luutru("milestones", "rules", "T1", "--due", "signing+P20D", "--reason", "mới")
    assert "signing + 20 days" in luutru("milestones", "rules", "T1").out
    assert luutru("milestones", "rules", "--replan", "--dry-run").status == 0
    assert luutru("milestones", "rules", "--replan", "--reason", "mới").status == 0
    luutru("milestones", "rules", "T1", "--restore", "--reason", "nhầm")
    assert "signing + 15 days" in luutru("milestones", "rules", "T1").out


def test_the_calendar_is_shown_and_edited(luutru, home):
    assert "17/02/2026" in luutru("milestones", "holidays", 2026).out
    luutru("milestones", "holidays", "--set", "24/11/2026", "--name", "Riêng", "--source", "QĐ 1")
    days = luutru("milestones", "holidays", 2026, "--json").json["days"]
    assert [d["name"] for d in days if d["day"] == "2026-11-24"] == ["Riêng"]
    luutru("milestones", "holidays", "--remove", "24/11/2026")
    assert "24/11/2026" not in luutru("milestones", "holidays", 2026).out
