import os
import shutil
import threading
from pathlib import Path

import pytest
from sqlalchemy import select

from luutru.errors import DiskFull, EmptyFile, FileVanished, NotAScan, UnknownReference
from luutru.progress import Cancelled
from luutru.records.agreement import Relation
from luutru.records.document import Document
from luutru.records.intake import Batch
from luutru.records.outbox import Outbox, Retry
from luutru.services import custody
from luutru.services.accession import Joining, Receipt, Rejection, take_in, take_in_all
from luutru.services.cards import card
from luutru.services.inspecting import verify
from luutru.services.rows import agreement_ids


class StopAt:
    def __init__(self, step):
        self.step = step

    def report(self, done, _total, _label):
        if done >= self.step:
            raise Cancelled


def receipts(archive, paths):
    told = list(take_in_all(archive, paths))
    assert all(isinstance(result, Receipt) for result in told)
    return [result for result in told if isinstance(result, Receipt)]


def outbox(archive):
    with archive.catalogue.read() as session:
        return [(row.task, row.document_id) for row in session.scalars(select(Outbox))]


def test_a_scan_opens_an_agreement_that_awaits_review(archive, a_scan):
    receipt = take_in(archive, a_scan("ban-ghi-nho"))
    told = card(archive, receipt.reference)
    assert told.row.title == "ban-ghi-nho"
    assert told.row.review_state == "awaiting_review"
    assert told.documents[0].sha256 == receipt.sha256
    assert archive.strongroom.path_of(receipt.sha256).is_file()


def test_references_run_without_a_gap(archive, a_scan):
    first, second = (take_in(archive, a_scan(mark)).reference for mark in "ab")
    assert (first[-4:], second[-4:]) == ("0001", "0002")


def test_what_is_taken_in_waits_to_be_read_and_described(archive, a_scan):
    take_in(archive, a_scan())
    assert sorted(task for task, _ in outbox(archive)) == ["describe", "read"]


def test_the_same_bytes_are_kept_once_and_named(archive, a_scan):
    scan = a_scan()
    first, again = take_in(archive, scan), take_in(archive, scan)
    assert again.known
    assert again.reference == first.reference
    assert len(agreement_ids(archive)) == 1
    assert custody.entries(archive)[0].act == "brought_again"


def test_an_annex_joins_its_agreement_and_the_agreement_answers_to_both(archive, a_scan):
    main = take_in(archive, a_scan("main"))
    annex = take_in(archive, a_scan("annex"), joining=Joining.ANNEX_OF, to=main.reference)
    told = card(archive, annex.reference)
    assert told.row.reference == main.reference
    assert [document.part for document in told.documents] == ["main", "annex"]
    assert len(agreement_ids(archive)) == 1


def test_an_extension_is_an_agreement_of_its_own_with_a_relation(archive, a_scan):
    main = take_in(archive, a_scan("main"))
    letter = take_in(archive, a_scan("letter"), joining=Joining.EXTENDS, to=main.reference)
    with archive.catalogue.read() as session:
        assert session.scalars(select(Relation)).one().kind == "extends"
    assert card(archive, main.reference).relations[0].reference == letter.reference


def test_joining_something_unknown_is_refused_before_anything_is_kept(archive, a_scan):
    with pytest.raises(UnknownReference, match="2026-0099"):
        list(take_in_all(archive, [a_scan()], joining=Joining.ANNEX_OF, to="2026-0099"))
    assert outbox(archive) == []


def test_one_bad_file_never_stops_the_rest(archive, a_scan, tmp_path):
    empty, text = tmp_path / "scans" / "empty.pdf", tmp_path / "scans" / "letter.docx"
    good = a_scan("good")
    empty.write_bytes(b"")
    text.write_bytes(b"PK not a pdf")
    results = list(take_in_all(archive, [good.parent, tmp_path / "gone.pdf"]))
    kept = [result for result in results if isinstance(result, Receipt)]
    refused = {r.path.name: type(r.error) for r in results if isinstance(r, Rejection)}
    assert [receipt.path.name for receipt in kept] == ["good.pdf"]
    assert refused == {"empty.pdf": EmptyFile, "letter.docx": NotAScan, "gone.pdf": FileVanished}


def test_what_is_refused_stands_in_the_retry_list(archive, tmp_path):
    list(take_in_all(archive, [tmp_path / "gone.pdf"]))
    with archive.catalogue.read() as session:
        entry = session.scalars(select(Retry)).one()
    assert (entry.filename, entry.problem) == ("gone.pdf", "refused")


def test_a_file_with_an_unreadable_name_is_kept(archive, a_scan):
    odd = a_scan().rename(Path(os.fsdecode(os.fsencode(a_scan().parent) + b"/\xff\xfe.pdf")))
    receipt = take_in(archive, odd)
    assert card(archive, receipt.reference).documents[0].filename.endswith(".pdf")


def test_a_moved_source_goes_only_after_its_acknowledgement(archive, a_scan, monkeypatch):
    scan = a_scan()
    seen: list[bool] = []
    real = Path.unlink

    def watched(path, **options):
        if path == scan:
            seen.append(bool(len(agreement_ids(archive))))
        real(path, **options)

    monkeypatch.setattr(Path, "unlink", watched)
    take_in(archive, scan, move=True)
    assert seen == [True]
    assert not scan.exists()


def test_stopping_keeps_what_was_acknowledged_and_nothing_else(archive, a_scan):
    told: list[Receipt | Rejection] = []
    with pytest.raises(Cancelled):
        told.extend(
            take_in_all(archive, [a_scan(str(mark)) for mark in range(30)], progress=StopAt(2))
        )
    assert 2 <= len(told) < 30
    assert len(agreement_ids(archive)) == len(told)
    assert verify(archive, full=True).is_sound
    assert not list(archive.folder.rglob("*.part"))


def test_who_listens_no_more_leaves_nothing_behind(archive, a_scan):
    results = take_in_all(archive, [a_scan(str(mark)) for mark in range(30)])
    next(results)
    results.close()
    assert verify(archive, full=True).is_sound
    assert not list(archive.folder.rglob("*.part"))
    assert not [thread for thread in threading.enumerate() if "_work" in thread.name]


def test_trouble_with_one_file_keeps_those_before_it(archive, a_scan, monkeypatch):
    scans = [a_scan(str(mark)) for mark in range(9)]
    copy = archive.strongroom.copy

    def full(file):
        if file == scans[5]:
            raise DiskFull("disk", file.name, needed_mb=1)
        return copy(file)

    monkeypatch.setattr(archive.strongroom, "copy", full)
    told: list[Path] = []
    with pytest.raises(DiskFull):
        told.extend(result.path for result in take_in_all(archive, scans))
    assert told == scans[:5]
    assert len(agreement_ids(archive)) == 5
    assert verify(archive, full=True).is_sound


def test_order_is_kept_and_numbers_follow_it(archive, a_scan):
    scans = [a_scan(f"{mark:02d}") for mark in range(40)]
    told = receipts(archive, scans)
    assert [receipt.path for receipt in told] == scans
    assert [receipt.reference[-2:] for receipt in told] == [f"{n:02d}" for n in range(1, 41)]


def test_the_same_bytes_twice_in_one_pile_are_kept_once(archive, a_scan):
    first, second = a_scan("a"), a_scan("b")
    twin = Path(shutil.copy(second, second.with_name("twin.pdf")))
    told = receipts(archive, [first, second, twin])
    assert [receipt.known for receipt in told] == [False, False, True]
    assert told[2].reference == told[1].reference
    assert verify(archive, full=True).is_sound


def batches(archive):
    with archive.catalogue.read() as session:
        files = dict(session.execute(select(Document.reference, Document.batch_id)).all())
        return {
            (batch.way, batch.label, batch.person): [
                reference for reference in files if files[reference] == batch.id
            ]
            for batch in session.scalars(select(Batch))
        }


def test_what_is_brought_together_is_a_batch(archive, a_scan):
    folder = a_scan("a").parent
    a_scan("b")
    told = receipts(archive, [folder])
    assert batches(archive) == {
        ("folder", "scans", "archivist"): [receipt.reference for receipt in told]
    }


def test_what_is_brought_again_joins_no_other_batch(archive, a_scan):
    known = take_in(archive, a_scan("a"))
    list(take_in_all(archive, [a_scan("a")]))
    new = receipts(archive, [a_scan("a"), a_scan("b")])[-1]
    with archive.catalogue.read() as session:
        found = session.execute(select(Document.reference, Document.batch_id)).all()
    assert dict(map(tuple, found)) == {known.reference: 1, new.reference: 2}


def test_the_log_tells_the_batch(archive, a_scan):
    receipt = take_in(archive, a_scan())
    with archive.catalogue.read() as session:
        uid = session.scalars(select(Batch.uid)).one()
    (entry,) = custody.entries(archive, receipt.reference)
    assert entry.detail["batch"] == uid


def test_links_and_hidden_files_of_a_folder_are_left_alone(archive, a_scan):
    scan = a_scan()
    (scan.parent / "link.pdf").symlink_to(scan)
    shutil.copy(scan, scan.parent / ".hidden.pdf")
    results = list(take_in_all(archive, [scan.parent]))
    assert [result.path.name for result in results] == ["a.pdf"]
