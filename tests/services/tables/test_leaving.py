"""Nothing leaves the archive without an entry in its log: first the entry, then the file."""

from datetime import date

import pytest
from tests.services.people.conftest import PASSWORD, staffed

from luutru.errors import ArchiveReadOnly, NotPermitted
from luutru.services.archive import open_archive
from luutru.services.briefs.gathering import brief
from luutru.services.briefs.writing import export_brief
from luutru.services.copies.revocations import write_revocations
from luutru.services.life.past import list_on
from luutru.services.people import signing_in
from luutru.services.read_only import MEDIUM, ReadOnly
from luutru.services.tables.agreements import export_list, write_for_print
from luutru.services.tables.past_lists import export_past

LEAVING = {
    "list": lambda archive, file: export_list(archive, file, [1]),
    "print": lambda archive, file: write_for_print(archive, file, [1], ()),
    "past": lambda archive, file: export_past(archive, file, list_on(archive, date(2024, 1, 1))),
    "brief": lambda archive, file: export_brief(archive, brief(archive, country="BY"), file),
}


@pytest.mark.parametrize("name", LEAVING)
def test_what_cannot_be_entered_does_not_leave(archive, keep, tmp_path, monkeypatch, name):
    keep("Bản ghi nhớ", party__foreign="BelGISS; BGS; BY")
    monkeypatch.setattr(archive, "read_only", ReadOnly(MEDIUM, {}))
    with pytest.raises(ArchiveReadOnly):
        LEAVING[name](archive, tmp_path / "out.pdf")
    assert not list(tmp_path.glob("*out*"))


def test_who_may_not_sign_lists_of_copies_gets_none(archive, tmp_path):
    staffed(archive, reader="reader")
    reader = open_archive(archive.folder)
    signing_in.sign_in(reader, "reader", PASSWORD)
    with pytest.raises(NotPermitted):
        write_revocations(reader, tmp_path / "list.json")
    reader.close()
    assert not list(tmp_path.glob("*list*"))
