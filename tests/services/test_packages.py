"""ZIP files from a medium; a hostile one is refused as a whole, and nothing of it is kept."""

import shutil
import stat
import zipfile
from types import SimpleNamespace

import pytest
from sqlalchemy import select
from tests.services.parcels import brought, pdf, refused_whole

from luutru.errors import EmptyFile, FileUnreadable, NestedPackage, NotAScan, PackageRefused
from luutru.holdings import packages as module
from luutru.records.intake import Batch
from luutru.services import retries
from luutru.services.accession import Receipt, Rejection, take_in_all
from luutru.services.cards import card
from luutru.services.inspecting import verify


@pytest.fixture
def a_zip(tmp_path):
    """Pack files by name; values are bytes, or pairs of an entry and bytes."""

    def pack(files, name="scans.zip", packing=zipfile.ZIP_DEFLATED):
        path = tmp_path / name
        with zipfile.ZipFile(path, "w", packing) as packed:
            for called, content in files.items():
                packed.writestr(called, content)
        return path

    return pack


def test_the_files_of_a_zip_are_taken_in_as_one_batch(archive, a_zip):
    path = a_zip({"2023/a.pdf": pdf("a"), "2023/b.pdf": pdf("b"), ".DS_Store": b"x"})
    assert brought(archive, path) == (["a.pdf", "b.pdf"], {})
    with archive.catalogue.read() as session:
        batch = session.scalars(select(Batch)).one()
    assert (batch.way, batch.label) == ("package", "scans.zip")


def test_a_zip_within_a_folder_is_opened_too(archive, a_zip, a_scan):
    path = a_zip({"a.pdf": pdf("a")})
    scan = a_scan("z")
    assert brought(archive, shutil.move(path, scan.parent / path.name), scan)[0] == [
        "z.pdf", "a.pdf",
    ]  # fmt: skip


def test_a_name_tells_what_is_in_a_zip_and_nothing_more(archive, a_zip):
    path = a_zip({"Bản ghi nhớ/Phụ lục.pdf": pdf("a")})
    (receipt,) = take_in_all(archive, [path])
    assert isinstance(receipt, Receipt)
    assert receipt.path == path / "Bản ghi nhớ" / "Phụ lục.pdf"
    assert card(archive, receipt.reference).documents[0].filename == "Phụ lục.pdf"


def test_names_in_utf8_are_read_even_where_the_zip_does_not_say_so(archive, tmp_path):
    path = tmp_path / "scans.zip"
    raw = "Phụ lục.pdf".encode()
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("x" * len(raw), pdf("a"))
    path.write_bytes(path.read_bytes().replace(b"x" * len(raw), raw))
    assert brought(archive, path)[0] == ["Phụ lục.pdf"]


def test_one_bad_file_in_a_zip_never_stops_the_rest(archive, a_zip):
    path = a_zip({"empty.pdf": b"", "letter.txt": b"Dear Sir", "good.pdf": pdf("g")})
    kept, refused = brought(archive, path)
    assert kept == ["good.pdf"]
    assert {name: type(error) for name, error in refused.items()} == {
        "empty.pdf": EmptyFile, "letter.txt": NotAScan,
    }  # fmt: skip
    assert {failure.filename for failure in retries.failures(archive)} == set(refused)


def test_a_zip_within_a_zip_is_refused_and_the_rest_goes_on(archive, a_zip):
    inner = a_zip({"a.pdf": pdf("a")}, "inner.zip").read_bytes()
    kept, refused = brought(archive, a_zip({"inner.pdf": inner, "b.pdf": pdf("b")}))
    assert kept == ["b.pdf"]
    assert isinstance(refused["inner.pdf"], NestedPackage)


def test_a_document_of_an_office_program_is_no_package(archive, a_zip):
    path = a_zip({"[Content_Types].xml": b"<x/>", "word/media/scan.pdf": pdf("a")}, "letter.docx")
    assert isinstance(refused_whole(archive, path), NotAScan)


def test_a_file_that_is_damaged_in_its_zip_is_refused_alone(archive, a_zip):
    path = a_zip({"a.pdf": pdf("a") * 40, "b.pdf": pdf("b")}, packing=zipfile.ZIP_STORED)
    path.write_bytes(path.read_bytes().replace(b"% a", b"% x", 1))
    kept, refused = brought(archive, path)
    assert kept == ["b.pdf"]
    assert isinstance(refused["a.pdf"], FileUnreadable)


@pytest.mark.parametrize(
    "name",
    [
        "../a.pdf", "a/../../b.pdf", "/etc/a.pdf", "//server/a.pdf", "C:/a.pdf", "c:a.pdf",
        "..\\a.pdf", "a\\b.pdf", "a\n.pdf", "a\x7f.pdf", "a\u202efdp.exe", "a\u2066.pdf",
        "a//b.pdf", "./a.pdf",
    ],
)  # fmt: skip
def test_a_name_that_leads_astray_refuses_all(archive, a_zip, tmp_path, name):
    error = refused_whole(archive, a_zip({"good.pdf": pdf("g"), name: pdf("x")}))
    assert isinstance(error, PackageRefused)
    assert "astray" in str(error)
    assert "\u202e" not in str(error)


def test_a_name_with_a_zero_in_it_refuses_all(archive, a_zip):
    path = a_zip({"a_.pdf": pdf("a")})
    path.write_bytes(path.read_bytes().replace(b"a_.pdf", b"a\x00.pdf"))
    assert "astray" in str(refused_whole(archive, path))


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR])
def test_a_link_refuses_all(archive, tmp_path, kind):
    path = tmp_path / "scans.zip"
    info = zipfile.ZipInfo("a.pdf")
    info.external_attr = (kind | 0o777) << 16
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr(info, "/etc/passwd")
    assert "link" in str(refused_whole(archive, path))


def test_two_files_of_one_name_refuse_all(archive, tmp_path):
    path = tmp_path / "scans.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("a.pdf", pdf("a"))
        packed.writestr("b.pdf", pdf("b"))
    path.write_bytes(path.read_bytes().replace(b"b.pdf", b"a.pdf"))
    assert "called a.pdf" in str(refused_whole(archive, path))


def test_too_many_files_refuse_all(archive, a_zip, monkeypatch):
    monkeypatch.setattr(module, "MOST_ENTRIES", 5)
    path = a_zip({f"{number}.pdf": pdf(number) for number in range(6)})
    assert "more than 5 files" in str(refused_whole(archive, path))


def test_a_list_of_entries_without_end_is_not_even_read(archive, a_zip, monkeypatch):
    monkeypatch.setattr(module, "_MOST_DIRECTORY", 2_000)
    path = a_zip({f"{number:04d}.pdf": b"" for number in range(100)})
    assert "files" in str(refused_whole(archive, path))


def test_what_would_unpack_without_end_is_refused(archive, a_zip):
    path = a_zip({"a.pdf": b"%PDF-" + bytes(40 << 20)})
    assert "without end" in str(refused_whole(archive, path))


def test_many_small_files_that_unpack_without_end_are_refused(archive, a_zip, monkeypatch):
    monkeypatch.setattr(module, "_SMALL", 100_000)
    path = a_zip({f"{number}.pdf": b"%PDF-" + bytes(90_000) for number in range(200)})
    assert "without end" in str(refused_whole(archive, path))


def test_a_file_that_holds_more_than_it_says_is_refused(archive, a_zip):
    path = a_zip({"a.pdf": pdf("a") * 100})
    data = path.read_bytes()
    size = len(pdf("a") * 100).to_bytes(4, "little")
    path.write_bytes(data.replace(size, (20).to_bytes(4, "little")))
    kept, refused = brought(archive, path)
    assert kept == []
    assert isinstance(refused["a.pdf"], FileUnreadable)


def test_what_takes_more_than_half_of_the_free_room_is_refused(archive, a_zip, monkeypatch):
    usage = SimpleNamespace(total=10**9, free=100)
    monkeypatch.setattr("luutru.services.packages.shutil.disk_usage", lambda _folder: usage)
    assert "half of the free room" in str(refused_whole(archive, a_zip({"a.pdf": pdf("a") * 9})))


def test_a_locked_zip_is_refused(archive, a_zip):
    path = a_zip({"a.pdf": pdf("a")})
    data = bytearray(path.read_bytes())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    assert "password" in str(refused_whole(archive, path))


@pytest.mark.parametrize("packing", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_a_packing_whose_memory_nobody_bounds_is_refused(archive, a_zip, packing):
    path = a_zip({"a.pdf": pdf("a")}, packing=packing)
    assert "not supported" in str(refused_whole(archive, path))


@pytest.mark.parametrize("share", [0.3, 0.7, 0.95])
def test_a_zip_that_is_cut_short_is_refused(archive, a_zip, share):
    path = a_zip({f"{number}.pdf": pdf(number) for number in range(9)})
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    assert "damaged" in str(refused_whole(archive, path))


def test_a_zip_is_removed_only_when_all_of_it_was_acknowledged(archive, a_zip):
    half = a_zip({"a.pdf": pdf("a"), "b.txt": b"no"}, "half.zip")
    whole = a_zip({"c.pdf": pdf("c")}, "whole.zip")
    list(take_in_all(archive, [half, whole], move=True))
    assert half.exists()
    assert not whole.exists()


def test_who_listens_no_more_leaves_nothing_behind(archive, a_zip):
    results = take_in_all(archive, [a_zip({f"{n}.pdf": pdf(n) for n in range(40)})])
    next(results)
    results.close()
    assert verify(archive, full=True).is_sound
    assert not list(archive.folder.rglob("*.part"))
    assert not retries.failures(archive)


def test_random_damage_to_a_zip_never_crashes(archive, a_zip):
    path = a_zip({f"{number}.pdf": pdf(number) * 20 for number in range(4)})
    whole = path.read_bytes()
    for at in range(0, len(whole), 37):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
        for result in take_in_all(archive, [path]):
            assert isinstance(result, Receipt | Rejection)
    assert verify(archive, full=True).is_sound
