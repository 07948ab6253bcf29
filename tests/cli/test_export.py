"""Agreements leave as packages at the terminal, and become an archive again."""


def test_a_package_leaves_and_becomes_an_archive_again(luutru, home, a_scan, tmp_path):
    assert luutru("intake", a_scan("one"), "--no-wait").status == 0
    told = luutru("export", "2026-0001", "--out", tmp_path / "out", "--bagit")
    assert (told.status, told.lines[0].startswith("1 agreements with 1 files")) == (0, True)
    assert luutru("rebuild", tmp_path / "out", "--out", tmp_path / "again").status == 0
    again = luutru("list", "--porcelain", "--archive", tmp_path / "again")
    assert again.lines == luutru("list", "--porcelain").lines


def test_what_cannot_be_done_is_told(luutru, home, tmp_path):
    assert luutru("export", "1999-0001", "--out", tmp_path / "out").status == 3
    assert luutru("rebuild", tmp_path, "--out", tmp_path / "again").status == 3
    assert not (tmp_path / "out").exists()
