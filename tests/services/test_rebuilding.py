"""An archive that was rebuilt of its exports says the same as the one they came from."""

import json

import pytest

from luutru.errors import FolderTaken, PackageRefused
from luutru.services import custody
from luutru.services.archive import open_archive
from luutru.services.cards import card
from luutru.services.exporting.packages import export
from luutru.services.exporting.rebuilding import rebuild
from luutru.services.inspecting import verify
from luutru.services.relations.relating import NewRelation, relate


@pytest.fixture
def two(archive, keep):
    told = {
        "party__vietnamese": "Tổng cục Tiêu chuẩn; TĐC; VN",
        "party__foreign": "Viện BelGISS; BelGISS; BY", "signed_on": "7/12/2023",
        "signatory__foreign": "A. Ivanov; Director", "fields": "Halal", "note": "không nêu",
        "duration": "3 năm", "effect_rule": "khi ký", "official_name": "Bản ghi nhớ",
        "witness": "B. Petrov; Ambassador",
    }  # fmt: skip
    references = (keep("Đo lường", **told), keep("Halal", party__foreign="Viện BelGISS; BelGISS"))
    relate(archive, references[0], NewRelation("amends", references[1]))
    return references


def told(archive, reference):
    """Everything that people are told of an agreement."""
    one = card(archive, reference)
    return {
        "values": {name: value.typed for name, value in one.values.items()},
        "parties": [(p.side, p.name, p.short_name, p.country, p.signatories) for p in one.parties],
        "witnesses": one.witnesses,
        "relations": one.relations,
        "milestones": one.milestones,
        "documents": [(d.reference, d.part, d.filename, d.sha256) for d in one.documents],
        "uid": one.uid,
        "status": one.standing.status,
    }


@pytest.mark.parametrize("bag", [False, True])
def test_every_field_party_milestone_and_relation_comes_back(archive, two, tmp_path, bag):
    export(archive, two, tmp_path / "out", bag=bag)
    done = rebuild([tmp_path / "out"], tmp_path / "again")
    assert (done.agreements, done.files) == (2, 2)
    again = open_archive(tmp_path / "again")
    for reference in two:
        assert told(again, reference) == told(archive, reference)
    assert verify(again, full=True).is_sound
    again.close()


def test_the_log_keeps_the_entries_of_the_former_archive(archive, two, tmp_path):
    former = [one.hash for one in custody.entries(archive, two[0])][::-1]
    export(archive, [two[0]], tmp_path / "out")
    rebuild([tmp_path / "out"], tmp_path / "again")
    again = open_archive(tmp_path / "again")
    (entry,) = [one for one in custody.entries(again, two[0]) if one.act == "rebuilt"]
    assert [one["hash"] for one in entry.detail["former_entries"]] == former
    assert card(again, two[0]).relations == ()
    again.close()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda told: told | {"records": {"agreement": [{"title": "x", "evil": "1"}]}},
        lambda told: told | {"luutru_export": 2},
        lambda told: told | {"records": []},
        lambda told: told | {"records": told["records"] | {"agreement": [{"title_vi": 3}]}},
        lambda told: {},
    ],
)
def test_what_is_none_of_ours_is_refused_and_leaves_nothing(archive, two, tmp_path, spoil):
    export(archive, two, tmp_path / "out")
    file = tmp_path / "out" / two[0] / "metadata.json"
    file.write_text(json.dumps(spoil(json.loads(file.read_text()))))
    with pytest.raises(PackageRefused):
        rebuild([tmp_path / "out"], tmp_path / "again")
    assert not (tmp_path / "again").exists()


def test_a_package_without_an_original_is_refused(archive, two, tmp_path):
    export(archive, two, tmp_path / "out")
    next((tmp_path / "out" / two[0]).glob("*.pdf")).unlink()
    with pytest.raises(PackageRefused):
        rebuild([tmp_path / "out"], tmp_path / "again")


def test_a_changed_bag_is_refused(archive, two, tmp_path):
    export(archive, two, tmp_path / "out", bag=True)
    file = tmp_path / "out" / "data" / two[0] / "metadata.json"
    file.write_text(file.read_text().replace("Ivanov", "Nobody"))
    with pytest.raises(PackageRefused):
        rebuild([tmp_path / "out"], tmp_path / "again")


def test_a_folder_with_something_in_it_is_left_alone(archive, two, tmp_path):
    export(archive, two, tmp_path / "out")
    with pytest.raises(FolderTaken):
        rebuild([tmp_path / "out"], archive.folder)
    assert (archive.folder / "archive.toml").is_file()
