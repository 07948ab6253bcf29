from sqlalchemy import select
from tests.encrypted_run import plain_only
from tests.tampering import unlock_log

from luutru.records.custody import GENESIS, CustodyEntry
from luutru.services import custody
from luutru.services.describe import describe
from luutru.services.inspecting import verify


def tampered(archive, *statements):
    with archive.catalogue.database.writing.begin() as connection:
        for act in ("update", "delete"):
            unlock_log(connection, act)
        for statement in statements:
            connection.exec_driver_sql(statement)
    return {finding.rule for finding in verify(archive, full=True).findings}


def test_every_entry_is_chained_to_the_one_before(archive, keep):
    keep()
    with archive.catalogue.read() as session:
        query = select(CustodyEntry).order_by(CustodyEntry.seq)
        entries = [custody.told(entry) for entry in session.scalars(query)]
    assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
    assert custody.head(archive) == (entries[-1].seq, entries[-1].hash)


def test_a_new_archive_begins_its_log_with_its_opening(archive):
    assert [entry.act for entry in custody.entries(archive)] == ["opened"]
    assert custody.head(archive)[1] != GENESIS


def test_a_sound_archive_is_told_sound(archive, keep):
    describe(archive, keep(), [("signed_on", "2023")])
    verdict = verify(archive, full=True)
    assert verdict.is_sound
    assert (verdict.originals, verdict.hashed) == (1, 1)


@plain_only
def test_an_edited_entry_is_noticed(archive, keep):
    keep()
    assert "I5" in tampered(archive, "UPDATE custody_entry SET person = 'x' WHERE seq = 2")


@plain_only
def test_a_removed_entry_is_noticed(archive, keep):
    keep()
    assert "I5" in tampered(archive, "DELETE FROM custody_entry WHERE seq = 2")


def test_a_changed_original_is_noticed(archive, keep):
    keep()
    path = archive.strongroom.path_of(next(iter(archive.strongroom)))
    path.chmod(0o600)
    content = bytearray(path.read_bytes())
    content[-10] ^= 1
    path.write_bytes(content)
    assert verify(archive).is_sound
    findings = verify(archive, full=True).findings
    assert [finding.rule for finding in findings] == ["I2"]
    assert findings[0].reference in findings[0].what


def test_a_missing_original_and_a_stranger_are_noticed(archive, keep):
    keep()
    path = archive.strongroom.path_of(next(iter(archive.strongroom)))
    path.rename(path.with_name("0" * 64 + ".pdf"))
    assert {finding.rule for finding in verify(archive).findings} == {"I1", "I2"}


@plain_only
def test_a_number_that_vanished_is_noticed(archive, keep):
    keep()
    assert "I9" in tampered(archive, "UPDATE register SET last_number = 2")
