from luutru.services.watching import NOTE_ENDING, TAKEN_FOLDER


def test_what_lies_in_the_folder_is_taken_in_once(luutru, home, a_scan):
    scan = a_scan()
    told = luutru("watch", scan.parent, "--once", "--delay", "0", "--no-wait")
    assert told.status == 0
    assert told.lines[0].split()[0] == "ACK"
    assert (scan.parent / TAKEN_FOLDER / scan.name).exists()
    assert luutru("watch", scan.parent, "--once", "--delay", "0").out == ""


def test_what_is_refused_is_told_and_noted(luutru, home, a_scan):
    folder = a_scan().parent
    (folder / "letter.txt").write_text("Dear Sir")
    told = luutru("watch", folder, "--once", "--delay", "0", "--leave", "--no-wait")
    assert told.status == 3
    assert "REFUSED" in told.err
    assert (folder / f"letter.txt{NOTE_ENDING}").exists()
    assert (folder / "a.pdf").exists()


def test_no_folder_is_wrong_usage_and_one_that_is_gone_is_refused(luutru, home, tmp_path):
    assert luutru("watch", "--once").status == 2
    assert luutru("watch", tmp_path / "gone", "--once", "--delay", "0").status == 3
