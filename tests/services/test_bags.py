"""BagIt packages; one in which anything is amiss is refused as a whole, and nothing is kept."""

import hashlib
import zipfile

import bagit
import pytest
from tests.services.parcels import brought, pdf, refused_whole

from luutru.errors import NotAScan, PackageRefused
from luutru.services import custody
from luutru.services.accession import Receipt, take_in_all
from luutru.services.originals import originals


@pytest.fixture
def a_bag(tmp_path):
    """Make a BagIt package of two scans with the reference implementation."""

    def make(checksums=("sha256",), **files):
        folder = tmp_path / "bag"
        folder.mkdir()
        for name, content in ({"a": pdf("a"), "b": pdf("b")} | files).items():
            (folder / f"{name}.pdf").write_bytes(content)
        bagit.make_bag(str(folder), checksums=list(checksums))
        return folder

    return make


def zipped(folder, prefix="bag/"):
    path = folder.with_suffix(".zip")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                packed.write(file, prefix + file.relative_to(folder).as_posix())
    return path


@pytest.mark.parametrize("checksums", [("sha256",), ("sha512",), ("sha256", "md5")])
def test_a_sound_bag_is_taken_in_whole(archive, a_bag, checksums):
    assert brought(archive, a_bag(checksums)) == (["a.pdf", "b.pdf"], {})


def test_the_log_tells_by_what_a_bag_was_checked(archive, a_bag):
    (receipt, _) = take_in_all(archive, [a_bag(("sha512", "md5"))])
    assert isinstance(receipt, Receipt)
    (entry,) = custody.entries(archive, receipt.reference)
    assert entry.detail["checked_by"] == "sha512, md5"
    assert receipt.remark == ""


def test_a_bag_that_only_md5_proves_is_accepted_with_a_remark(archive, a_bag):
    results = list(take_in_all(archive, [a_bag(("md5",))]))
    assert all("md5" in result.remark for result in results if isinstance(result, Receipt))
    assert len(originals(archive)) == 2


@pytest.mark.parametrize("prefix", ["", "bag/"])
def test_a_bag_may_come_in_a_zip(archive, a_bag, prefix):
    assert brought(archive, zipped(a_bag(), prefix)) == (["a.pdf", "b.pdf"], {})


def alter(bag):
    (bag / "data" / "b.pdf").write_bytes(pdf("x"))


def lose(bag):
    (bag / "data" / "b.pdf").unlink()


def add(bag):
    (bag / "data" / "c.pdf").write_bytes(pdf("c"))


def alter_a_tag(bag):
    with (bag / "bag-info.txt").open("a") as info:
        info.write("Contact-Name: nobody\n")


def lose_a_tag(bag):
    (bag / "bag-info.txt").unlink()


def lose_the_manifest(bag):
    for manifest in bag.glob("*manifest*"):
        manifest.unlink()


def fetch(bag):
    (bag / "fetch.txt").write_text("http://example.org/c.pdf 10 data/c.pdf\n")


def lead_astray(bag):
    manifest = bag / "manifest-sha256.txt"
    manifest.write_text(manifest.read_text() + f"{'0' * 64}  ../../etc/passwd\n")
    (bag / "tagmanifest-sha256.txt").unlink()


def contradict(bag):
    manifest = bag / "manifest-sha256.txt"
    manifest.write_text(manifest.read_text() + f"{'0' * 64}  data/a.pdf\n")
    (bag / "tagmanifest-sha256.txt").unlink()


def declare_nothing(bag):
    (bag / "bagit.txt").write_text("hello\n")


def write_no_text(bag):
    (bag / "bagit.txt").write_bytes(b"\xff\xfe\x00")


HARM = {
    alter: "differs from its checksum",
    lose: "is missing",
    add: "is not in its manifest",
    alter_a_tag: "differs from its checksum",
    lose_a_tag: "is missing",
    lose_the_manifest: "no manifest",
    fetch: "fetched",
    lead_astray: "is missing",
    contradict: "contradicts",
    declare_nothing: "bagit.txt",
    write_no_text: "",
}


@pytest.mark.parametrize("harm", HARM, ids=lambda harm: harm.__name__)
@pytest.mark.parametrize("is_zipped", [False, True], ids=["folder", "zip"])
def test_a_bag_with_anything_amiss_is_refused_whole(archive, a_bag, harm, is_zipped):
    bag = a_bag()
    harm(bag)
    assert HARM[harm] in str(refused_whole(archive, zipped(bag) if is_zipped else bag))


def test_a_bag_with_something_that_is_no_scan_is_refused_whole(archive, a_bag):
    assert isinstance(refused_whole(archive, a_bag(letter=b"Dear Sir")), NotAScan)


def test_a_bag_with_a_link_in_it_is_refused_whole(archive, a_bag, tmp_path):
    bag = a_bag()
    secret = tmp_path / "secret.pdf"
    secret.write_bytes((bag / "data" / "a.pdf").read_bytes())
    (bag / "data" / "a.pdf").unlink()
    (bag / "data" / "a.pdf").symlink_to(secret)
    assert "link" in str(refused_whole(archive, bag))


def test_an_empty_bag_is_refused(archive, tmp_path):
    folder = tmp_path / "bag"
    folder.mkdir()
    bagit.make_bag(str(folder), checksums=["sha256"])
    assert isinstance(refused_whole(archive, folder), PackageRefused)


def test_a_name_with_written_out_signs_is_found(archive, tmp_path):
    folder = tmp_path / "bag"
    (folder / "data").mkdir(parents=True)
    (folder / "data" / "50%.pdf").write_bytes(pdf("a"))
    checksum = hashlib.sha256(pdf("a")).hexdigest().upper()
    (folder / "bagit.txt").write_text("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
    (folder / "manifest-sha256.txt").write_text(f"{checksum} *./data/50%25.pdf\r\n")
    assert brought(archive, folder)[0] == ["50%.pdf"]


def test_a_recovery_in_the_middle_of_a_bag_costs_nothing(archive, a_bag, monkeypatch):
    put_in_place = archive.strongroom.put_in_place
    disturbed: list[bool] = []

    def put_in_place_disturbed(copies):
        put_in_place(copies)
        if not disturbed:
            disturbed.append(True)
            archive.strongroom.set_aside(copies[0].kept.sha256)

    monkeypatch.setattr(archive.strongroom, "put_in_place", put_in_place_disturbed)
    assert brought(archive, a_bag())[0] == ["a.pdf", "b.pdf"]


def test_bytes_that_are_kept_already_are_known_within_a_bag(archive, a_bag, tmp_path):
    scan = tmp_path / "known.pdf"
    scan.write_bytes(pdf("a"))
    (known,) = take_in_all(archive, [scan])
    first, second = take_in_all(archive, [a_bag()])
    assert isinstance(first, Receipt)
    assert isinstance(known, Receipt)
    assert (first.known, first.reference) == (True, known.reference)
    assert isinstance(second, Receipt)
    assert not second.known
