"""A package has everything that is recorded of an agreement, and is complete or absent."""

import json

import pytest
from tests.encrypted_run import plain_only

from luutru.errors import FixityLost, FolderTaken, SecretNotHandedOut, UnknownReference
from luutru.services import custody
from luutru.services.describe import describe
from luutru.services.exporting.packages import export
from luutru.services.packages import is_package
from luutru.services.relations.relating import NewRelation, relate


@pytest.fixture
def out(tmp_path):
    return tmp_path / "out"


@pytest.fixture
def two(keep):
    told = {
        "party__foreign": "Viện BelGISS; BelGISS; BY", "signed_on": "7/12/2023",
        "signatory__foreign": "A. Ivanov; Director", "fields": "Halal", "note": "không nêu",
    }  # fmt: skip
    return keep("Đo lường", **told), keep("Halal")


def told_of(folder, reference):
    return json.loads((folder / reference / "metadata.json").read_text(encoding="utf-8"))


@plain_only
def test_originals_go_along_with_their_records(archive, two, out):
    done = export(archive, [two[0]], out)
    assert (done.agreements, done.files) == (1, 1)
    told = told_of(out, two[0])
    (agreement,) = told["records"]["agreement"]
    assert (agreement["title_vi"], agreement["signed_on"]) == ("Đo lường", "2023-12-07")
    (party,) = told["records"]["party_role"]
    assert party["authority_id"] == told["records"]["authority"][0]["uid"]
    assert told["records"]["signatory"][0]["person"] == "A. Ivanov"
    assert any(one["state"] == "not_stated" for one in told["records"]["statement"])
    (file,) = told["files"]
    original = out / two[0] / file["name"]
    assert original.read_bytes() == next(
        archive.strongroom.path_of(one).read_bytes()
        for one in archive.strongroom if one == file["sha256"]
    )  # fmt: skip
    assert told["custody"][0]["act"] == "taken_in"


def test_people_read_it_without_a_program(archive, two, out):
    export(archive, two, out)
    sheet = (out / two[0] / "metadata.txt").read_text(encoding="utf-8")
    assert "Đo lường" in sheet
    assert "07/12/2023" in sheet


def test_a_bag_is_accepted_by_whoever_checks_bags(archive, two, out):
    bagit = pytest.importorskip("bagit")
    export(archive, two, out, bag=True)
    assert bagit.Bag(str(out)).is_valid()
    assert is_package(out)


def test_the_log_tells_of_each_document(archive, two, out):
    export(archive, two, out)
    told = [one for one in custody.entries(archive) if one.act == "exported"]
    assert {one.reference for one in told} == set(two)


def test_a_relation_names_the_other_agreement(archive, two, out):
    relate(archive, two[0], NewRelation("amends", two[1]))
    export(archive, two, out)
    (relation,) = told_of(out, two[0])["records"]["relation"]
    assert relation["to_id"] == told_of(out, two[1])["agreement"]


@pytest.mark.parametrize(
    ("spoil", "error"),
    [("secret", SecretNotHandedOut), ("changed", FixityLost), ("unknown", UnknownReference)],
)
def test_what_may_not_leave_leaves_nothing(archive, two, out, spoil, error):
    references = list(two)
    if spoil == "secret":
        describe(archive, two[1], [("secrecy", "secret")])
    elif spoil == "unknown":
        references.append("1999-0001")
    else:
        for sha256 in archive.strongroom:
            path = archive.strongroom.path_of(sha256)
            path.chmod(0o600)
            path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(error):
        export(archive, references, out)
    assert not out.exists()
    assert [path.name for path in out.parent.iterdir() if "part" in path.name] == []


def test_a_folder_with_something_in_it_is_left_alone(archive, two, out):
    out.mkdir()
    (out / "letter.txt").write_text("dear")
    with pytest.raises(FolderTaken):
        export(archive, two, out)
    assert [path.name for path in out.iterdir()] == ["letter.txt"]
