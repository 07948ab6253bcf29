"""Accounts, their passwords and roles; every change of them stands in the log."""

import pytest
from tests.office_run import one_desk_only
from tests.services.people.conftest import KEY, PASSWORD, staffed

from luutru.errors import (
    AccountTaken,
    AdministratorNeeded,
    ArchiveReadOnly,
    FormerPasswordWrong,
    NotPermitted,
    PasswordUnfit,
    RecoveryKeyWrong,
    SignInDelayed,
    SignInNeeded,
    SignInRefused,
    UnacceptableValue,
    UnknownAccount,
)
from luutru.records.roles import Permission
from luutru.services import custody, overviews
from luutru.services.archive import open_archive
from luutru.services.describe import new_agreement
from luutru.services.people import accounts, signing_in, switching


def acts(archive):
    return [(entry.act, entry.person) for entry in custody.entries(archive)]


def test_alone_nobody_is_asked_and_everything_may_be_done(archive):
    assert not signing_in.asks(archive)
    assert all(archive.may(permission) for permission in Permission)


def test_an_account_is_listed_with_its_roles_and_never_with_its_password(archive):
    accounts.add_account(archive, " Hoa ", "Lê Thị Hoa", ["Lưu trữ viên", "reader"], PASSWORD)
    (row,) = accounts.accounts(archive)
    assert (row.name, row.full_name, row.roles) == ("hoa", "Lê Thị Hoa", ("reader", "archivist"))
    assert row.has_password
    assert not any(PASSWORD in str(entry.detail) for entry in custody.entries(archive))
    assert acts(archive)[0][0] == "user_added"


@pytest.mark.parametrize(
    ("name", "roles", "password", "error"),
    [
        ("  ", ["reader"], PASSWORD, UnacceptableValue),
        ("an", ["king"], PASSWORD, UnacceptableValue),
        ("an", ["reader"], "short", PasswordUnfit),
        ("an-binh-an", ["reader"], "an-binh-an", PasswordUnfit),
        ("an", ["reader"], "x" * 201, PasswordUnfit),
    ],
)
def test_what_does_not_fit_adds_nobody(archive, name, roles, password, error):
    with pytest.raises(error):
        accounts.add_account(archive, name, "", roles, password)
    assert accounts.accounts(archive) == ()


def test_two_accounts_are_never_called_the_same(archive):
    accounts.add_account(archive, "hoa", "", ["reader"], PASSWORD)
    with pytest.raises(AccountTaken):
        accounts.add_account(archive, "HOA", "", ["reader"], PASSWORD)


def test_sign_in_needs_an_administrator_and_the_key_typed_again(archive):
    with pytest.raises(AdministratorNeeded):
        switching.turn_on(archive, KEY, KEY)
    accounts.add_account(archive, "quantri", "", ["administrator"], PASSWORD)
    with pytest.raises(RecoveryKeyWrong):
        switching.turn_on(archive, KEY, "ABCD")
    assert not signing_in.asks(archive)
    switching.turn_on(archive, KEY, KEY.lower().replace("-", " "))
    assert signing_in.asks(archive)


def test_nothing_is_answered_before_somebody_has_signed_in(archive):
    staffed(archive, hoa="archivist")
    another = open_archive(archive.folder)
    with pytest.raises(SignInNeeded):
        overviews.overview(another)
    with pytest.raises(SignInNeeded):
        new_agreement(another, [("title_vi", "x")])
    account = signing_in.sign_in(another, "HOA", PASSWORD)
    assert (another.person, account.roles) == ("Người hoa", ("archivist",))
    assert overviews.overview(another).agreements == 0
    another.close()


def test_the_window_that_turned_it_on_has_to_sign_in_as_well(archive):
    staffed(archive)
    with pytest.raises(SignInNeeded):
        overviews.overview(archive)


@pytest.mark.parametrize(("name", "password"), [("hoa", "wrong-one"), ("nobody", PASSWORD)])
def test_a_wrong_name_and_a_wrong_password_are_refused_alike(archive, signed_in, name, password):
    staffed(archive, hoa="archivist")
    with pytest.raises(SignInRefused):
        signing_in.sign_in(archive, name, password)
    as_admin = signed_in(archive, "quantri")
    refused = [entry for entry in custody.entries(as_admin) if entry.act == "sign_in_refused"]
    assert [entry.detail for entry in refused] == [{"account": "hoa"} if name == "hoa" else {}]


def test_the_wait_grows_with_each_wrong_password_and_outlives_the_program(archive, stopped_clock):
    staffed(archive, hoa="archivist")
    waits = []
    for _ in range(6):
        another = open_archive(archive.folder)
        with pytest.raises((SignInRefused, SignInDelayed)):
            signing_in.sign_in(another, "hoa", "wrong-one")
        with pytest.raises((SignInRefused, SignInDelayed)) as told:
            signing_in.sign_in(another, "hoa", "wrong-one")
        another.close()
        seconds = int(told.value.facts.get("seconds", 0))
        waits.append(seconds)
        stopped_clock.forward(seconds=seconds)
    assert waits[-1] > waits[-2] > waits[-3] > 0
    with pytest.raises(SignInRefused):
        signing_in.sign_in(archive, "hoa", "wrong-one")
    with pytest.raises(SignInDelayed):
        signing_in.sign_in(archive, "hoa", PASSWORD)
    stopped_clock.forward(seconds=900)
    assert signing_in.sign_in(archive, "hoa", PASSWORD).name == "hoa"


def test_a_disabled_account_ends_at_once_and_cannot_sign_in(archive, signed_in):
    staffed(archive, hoa="archivist")
    hers, his = signed_in(archive, "hoa"), signed_in(archive, "quantri")
    accounts.set_disabled(his, "hoa", disabled=True)
    with pytest.raises(SignInNeeded):
        overviews.overview(hers)
    with pytest.raises(SignInRefused):
        signing_in.sign_in(hers, "hoa", PASSWORD)
    accounts.set_disabled(his, "hoa", disabled=False)
    assert signing_in.sign_in(hers, "hoa", PASSWORD).name == "hoa"


def test_a_role_that_was_taken_away_counts_at_once(archive, signed_in):
    staffed(archive, hoa="archivist")
    hers, his = signed_in(archive, "hoa"), signed_in(archive, "quantri")
    new_agreement(hers, [("title_vi", "Một")])
    accounts.set_roles(his, "hoa", ["reader"])
    with pytest.raises(NotPermitted):
        new_agreement(hers, [("title_vi", "Hai")])
    assert overviews.overview(hers).agreements == 1


def test_the_last_administrator_stays(archive, signed_in):
    staffed(archive, hoa="archivist")
    his = signed_in(archive, "quantri")
    with pytest.raises(AdministratorNeeded):
        accounts.set_disabled(his, "quantri", disabled=True)
    with pytest.raises(AdministratorNeeded):
        accounts.set_roles(his, "quantri", ["reader"])
    accounts.set_roles(his, "hoa", ["archivist", "administrator"])
    accounts.set_roles(his, "quantri", ["reader"])


def test_passwords_are_changed_by_their_owner_and_reset_by_an_administrator(archive, signed_in):
    staffed(archive, hoa="archivist")
    hers, his = signed_in(archive, "hoa"), signed_in(archive, "quantri")
    with pytest.raises(FormerPasswordWrong):
        signing_in.change_password(hers, "wrong-one", "another-one")
    signing_in.change_password(hers, PASSWORD, "another-one")
    with pytest.raises(SignInRefused):
        signing_in.sign_in(hers, "hoa", PASSWORD)
    accounts.reset_password(his, "hoa", "a-third-one")
    assert signing_in.sign_in(hers, "hoa", "a-third-one").name == "hoa"
    with pytest.raises(NotPermitted):
        accounts.reset_password(hers, "quantri", "my-own-one")
    with pytest.raises(UnknownAccount):
        accounts.reset_password(his, "nobody", "a-fourth-one")


def test_a_wrong_former_password_waits_and_is_logged_as_at_the_entrance(
    archive, signed_in, stopped_clock
):
    staffed(archive, hoa="archivist")
    hers = signed_in(archive, "hoa")
    for _ in range(3):
        with pytest.raises(FormerPasswordWrong):
            signing_in.change_password(hers, "wrong-one", "another-one")
    with pytest.raises(SignInDelayed):
        signing_in.change_password(hers, PASSWORD, "another-one")
    with pytest.raises(SignInDelayed):
        signing_in.sign_in(open_archive(archive.folder), "hoa", PASSWORD)
    stopped_clock.forward(60)
    signing_in.change_password(hers, PASSWORD, "another-one")
    acts = [entry.act for entry in custody.entries(signed_in(archive, "quantri"))]
    assert acts.count("sign_in_refused") == 3
    assert acts.count("password_changed") == 1


def test_an_unfit_password_is_refused_before_a_try_is_counted(archive, signed_in):
    staffed(archive, hoa="archivist")
    hers = signed_in(archive, "hoa")
    for _ in range(4):
        with pytest.raises(PasswordUnfit):
            signing_in.change_password(hers, "wrong-one", "short")
    signing_in.change_password(hers, PASSWORD, "another-one")


@one_desk_only
def test_whoever_only_reads_beside_another_window_changes_no_password(archive, signed_in):
    staffed(archive, hoa="archivist")
    archive.sit_down()
    hers = signed_in(archive, "hoa")
    hers.sit_down()
    with pytest.raises(ArchiveReadOnly):
        signing_in.change_password(hers, PASSWORD, "another-one")
    signed_in(archive, "hoa")


def test_a_lost_administrator_comes_back_by_the_recovery_key_which_serves_once(archive):
    staffed(archive, hoa="archivist")
    with pytest.raises(RecoveryKeyWrong):
        switching.recover_account(archive, "ABCD-EFGH", "hoa", "a-new-one")
    another = switching.recover_account(archive, KEY, "hoa", "a-new-one")
    account = signing_in.sign_in(archive, "hoa", "a-new-one")
    assert Permission.ADMINISTER in account.permissions
    assert "account_recovered" in [act for act, _ in acts(archive)]
    with pytest.raises(RecoveryKeyWrong):
        switching.recover_account(archive, KEY, "hoa", "a-new-one")
    switching.recover_account(archive, another, "quantri", "a-new-one")


def test_turned_off_it_asks_nobody_and_only_an_administrator_turns_it_off(archive, signed_in):
    staffed(archive, hoa="archivist")
    with pytest.raises(NotPermitted):
        switching.turn_off(signed_in(archive, "hoa"))
    switching.turn_off(signed_in(archive, "quantri"))
    assert overviews.overview(archive).agreements == 0


def test_what_is_done_stands_in_the_log_under_the_full_name(archive, signed_in):
    staffed(archive, hoa="archivist")
    new_agreement(signed_in(archive, "hoa"), [("title_vi", "Một")])
    assert ("recorded", "Người hoa") in acts(signed_in(archive, "quantri"))
