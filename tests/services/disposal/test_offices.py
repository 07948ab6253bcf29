"""What one desk of an office disposes of, no desk has at hand any more."""

from datetime import timedelta

from luutru import clock
from luutru.services.accession import take_in
from luutru.services.describe import describe
from luutru.services.disposal import cases
from luutru.services.indexing import bring_up_to_date

OVER = [("signed_on", "9/8/1990"), ("effect_rule", "on_signing"), ("duration", "P3Y"),
        ("retention", "06"), ("title_vi", "Chương trình trao đổi")]  # fmt: skip


def test_what_is_disposed_of_goes_from_every_desk(office, a_scan, share, monkeypatch):
    with office("first") as here:
        kept = take_in(here, a_scan("kept"))
        gone = take_in(here, a_scan("gone"))
        describe(here, gone.reference, OVER)
        number = cases.propose(here, gone.reference, "Hết thời hạn bảo quản")
    with office("second") as there:
        for one in (kept, gone):
            there.path_of(one.sha256, is_master=True)
        bring_up_to_date(there, recognise=False)
        cases.approve(there, number, "Đồng ý")
    moment = clock.now() + timedelta(days=60)
    monkeypatch.setattr(clock, "now", lambda: moment)
    monkeypatch.setattr(clock, "today", moment.date)
    with office("first") as here:
        cases.carry_out(here, number)
    assert {path.stem for path in (share / "originals").glob("??/??/*")} == {kept.sha256}
    with office("second") as there:
        bring_up_to_date(there, recognise=False)
        assert list(there.strongroom.at_hand()) == [kept.sha256]
