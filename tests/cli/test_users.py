"""`luutru users`, and signing in from a terminal."""

import pytest
from tests.services.people.connected import address_by, new_role, rows

PASSWORD = "mat-khau-dai"  # noqa: S105  of nobody


@pytest.fixture
def password_file(tmp_path):
    file = tmp_path / "password"
    file.write_text(f"{PASSWORD}\n", encoding="utf-8")
    return file


@pytest.fixture
def staffed(luutru, home, taken_in, password_file, tmp_path):
    """An archive with one agreement that asks for sign-in; returns its recovery key's file."""
    taken_in()
    key = tmp_path / "key"
    for name, role in (("quantri", "administrator"), ("hoa", "archivist"), ("doc", "reader")):
        words = ("users", "add", name, "--role", role, "--password-file", password_file)
        assert luutru(*words, "--full-name", f"Người {name}").status == 0
    assert luutru("users", "signin", "on", "--recovery-key-file", key).status == 0
    return key


@pytest.fixture
def as_user(luutru, password_file):
    """Run a command as an account."""
    return lambda name, *words: luutru(
        *words, "--user", name, "--user-password-file", password_file
    )


def test_until_it_is_turned_on_nobody_is_asked(luutru, home):
    assert luutru("users", "signin").out == "Sign-in is off.\n"
    assert luutru("users").err.strip() == "There are no accounts."
    assert luutru("list").status == 0


def test_without_an_account_nothing_is_told(luutru, staffed):
    for words in (("list",), ("search", "x"), ("custody",), ("show", "2026-0001"), ("users",)):
        told = luutru(*words)
        assert (told.status, told.out) == (3, "")
        assert "asks who you are" in told.err
    assert luutru("users", "signin").out == "Sign-in is on.\n"


def test_with_an_account_it_works_and_the_log_names_the_person(luutru, staffed, as_user):
    assert as_user("hoa", "describe", "2026-0001", "title_vi=Một").status == 0
    assert as_user("doc", "list").out.count("2026-0001") == 1
    assert "Người hoa" in as_user("quantri", "custody").out


def test_the_account_may_stand_in_the_environment(luutru, staffed, password_file, monkeypatch):
    monkeypatch.setenv("LUUTRU_USER", "doc")
    monkeypatch.setenv("LUUTRU_PASSWORD_FILE", str(password_file))
    assert luutru("list").status == 0


def test_what_a_role_may_not_do_is_refused(staffed, as_user):
    told = as_user("doc", "describe", "2026-0001", "title_vi=x")
    assert told.status == 3
    assert "Describe and correct" in told.err
    assert as_user("doc", "custody").status == 3
    assert as_user("hoa", "users").status == 3


def test_a_wrong_password_is_refused_and_one_typed_by_nobody_is_asked_for(
    luutru, staffed, tmp_path
):
    wrong = tmp_path / "wrong"
    wrong.write_text("not-this-one", encoding="utf-8")
    assert luutru("list", "--user", "doc", "--user-password-file", wrong).status == 3
    assert luutru("list", "--user", "doc").status == 3
    assert luutru("list", "--user", "doc", "--user-password-file", tmp_path / "no").status == 3


def test_who_asks_the_register_about_a_code_signs_in(luutru, staffed, as_user, home):
    words = ("verify-qr", "VNSAO1|", "--register", home)
    assert luutru(*words).out == ""
    assert "CANNOT BE CHECKED" in as_user("doc", *words).out


def test_accounts_are_listed_changed_and_disabled(luutru, staffed, as_user, password_file):
    rows = as_user("quantri", "users", "--json").json["accounts"]
    assert [row["name"] for row in rows] == ["doc", "hoa", "quantri"]
    assert as_user("quantri", "users", "role", "doc", "reader", "archivist").status == 0
    assert as_user("doc", "describe", "2026-0001", "title_vi=x").status == 0
    assert as_user("quantri", "users", "disable", "doc").status == 0
    assert as_user("doc", "list").status == 3
    assert "disabled" in as_user("quantri", "users").out
    assert as_user("quantri", "users", "enable", "doc").status == 0
    words = ("users", "password", "doc", "--password-file", password_file)
    assert as_user("quantri", *words).status == 0


def test_a_marked_agreement_is_shown_to_whoever_is_cleared(staffed, as_user):
    assert as_user("hoa", "describe", "2026-0001", "secrecy=Mật", "title_vi=Kín").status == 0
    assert as_user("doc", "list").out == ""
    assert "2026-0001" in as_user("quantri", "users", "marked").out
    clear = ("users", "clear", "doc", "2026-0001")
    assert as_user("quantri", *clear).status == 3
    assert as_user("quantri", *clear, "--reason", "vì").status == 0
    assert "2026-0001" in as_user("doc", "list").out
    words = ("users", "unclear", "doc", "2026-0001", "--reason", "vì")
    assert as_user("quantri", *words).status == 0
    assert as_user("doc", "list").out == ""


def test_everybody_changes_their_own_password_with_the_one_they_have(
    luutru, staffed, as_user, tmp_path
):
    new = tmp_path / "new"
    new.write_text("mat-khau-khac\n", encoding="utf-8")
    told = as_user("doc", "users", "password", "--password-file", new)
    assert (told.status, told.err) == (0, "The password was changed.\n")
    assert as_user("doc", "list").status == 3
    assert luutru("list", "--user", "doc", "--user-password-file", new).status == 0
    assert "password_changed" in as_user("quantri", "custody", "--json").out


def test_a_lost_administrator_comes_back_by_the_key(luutru, staffed, password_file):
    assert staffed.stat().st_mode & 0o077 == 0
    words = ("users", "recover", "hoa", "--password-file", password_file)
    told = luutru(*words, "--recovery-key-file", staffed)
    assert told.status == 0
    assert "New recovery key" in told.out
    assert luutru(*words, "--recovery-key-file", staffed).status == 3


def test_sign_in_is_not_turned_on_without_an_administrator(luutru, home, tmp_path):
    key = tmp_path / "key"
    assert luutru("users", "signin", "on", "--recovery-key-file", key).status == 3
    assert not key.exists()


def test_no_recovery_key_is_shown_where_sign_in_cannot_be_turned_on(luutru, staffed, as_user, home):
    told = as_user("quantri", "users", "signin", "on")
    assert (told.status, told.out) == (3, "")
    assert "already" in told.err
    told = as_user("hoa", "users", "signin", "on")
    assert (told.status, told.out) == (3, "")
    assert as_user("quantri", "users", "signin", "off").status == 0
    assert luutru("users", "disable", "quantri").status == 0
    told = luutru("users", "signin", "on")
    assert (told.status, told.out) == (3, "")
    assert "administrator" in told.err


def test_an_administrator_turns_it_off(luutru, staffed, as_user):
    assert as_user("hoa", "users", "signin", "off").status == 3
    assert as_user("quantri", "users", "signin", "off").status == 0
    assert luutru("list").status == 0


def test_an_account_of_the_server_is_tied_and_let_go_of(luutru, at_desk, password_file):
    with at_desk("An") as archive:
        place, role = archive.folder, new_role()
    adding = ("users", "add", "doc", "--role", "reader", "--password-file", password_file)
    assert luutru("--archive", place, *adding).status == 0
    unknown = luutru("--archive", place, "users", "tie", "doc", "khong-co")
    assert unknown.status == 3
    assert 'CREATE ROLE "khong-co" LOGIN' in unknown.err
    done = luutru("--archive", place, "users", "tie", "doc", role)
    assert (done.status, "the share" in done.err) == (0, True)
    assert role in luutru("--archive", place, "users").out
    assert rows(address_by(archive, role), "SELECT name FROM user_account") == [("doc",)]
    assert luutru("--archive", place, "users", "untie", "doc").status == 0
    assert role not in luutru("--archive", place, "users").out


def test_an_archive_in_a_folder_has_no_accounts_of_a_server(luutru, staffed, as_user):
    assert "kept by no server" in as_user("quantri", "users", "tie", "doc", "an").err
    assert as_user("doc", "users", "tie", "doc", "an").status == 3
