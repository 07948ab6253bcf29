"""What an account is not cleared for is nowhere: in no answer, in no count, under no name.

Two archives are alike but for two marked agreements that only one of them has. Whoever is not
cleared is told the same by both, whichever service they ask.
"""

from contextlib import closing

import pytest
from tests.services.people.conftest import PASSWORD, staffed
from tests.services.people.marked import MARKERS, filled
from tests.services.people.walking import APART, answer, calls, functions

from luutru.records.schema import METADATA
from luutru.services.archive import open_archive
from luutru.services.people.signing_in import sign_in


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """As a reader: the archive with the marked agreements, and the one without."""
    opened = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LUUTRU_RESERVE_MB", "1")
        for secrets in (True, False):
            folder = tmp_path_factory.mktemp("secret" if secrets else "plain")
            patch.setenv("LUUTRU_INDEX_DIR", str(folder.parent / "index"))
            with closing(filled(folder, secrets=secrets)) as archive:
                staffed(archive, doc="reader", hoa="archivist")
            opened.append(open_archive(folder / "archive"))
            sign_in(opened[-1], "doc", PASSWORD)
        yield opened
        for one in opened:
            one.close()


def test_most_services_are_asked():
    asked = [name for name, function in functions() if any(True for _ in calls(function))]
    assert len(asked) > 150
    for name in (
        "search.search",
        "facets.facets",
        "cards.card",
        "today.home",
        "rows.agreement_rows",
    ):
        assert any(one.endswith(name) for one in asked), name


def test_whoever_is_not_cleared_is_told_what_they_were_told_without(both):
    before = [everything(archive) for archive in both]
    different = []
    for name, function in functions():
        if name.startswith(tuple(APART)):
            continue
        for given in calls(function):
            secret, plain = (answer(archive, function, given) for archive in both)
            asked = " ".join(map(str, given.values()))
            leaked = [one for one in MARKERS if one not in asked and one in " ".join(secret)]
            if secret != plain or leaked:
                different.append((name, given, leaked, secret, plain))
    assert different == []
    assert [everything(archive) for archive in both] == before, "a reader changed something"


def everything(archive):
    """Return all rows of all tables but those of what readers may do: searches, and printing."""
    with archive.catalogue.read(whole=True) as session:
        connection = session.connection()
        return {
            table.name: connection.execute(table.select()).all()
            for table in METADATA.sorted_tables
            if table.name not in ("saved_search", "custody_entry")
        }
