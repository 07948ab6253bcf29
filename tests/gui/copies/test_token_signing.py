"""A copy is signed by a token in the window: found, chosen, and its PIN typed once."""

import pytest
from tests.tokens import MODULE, PIN

from luutru.gui.preferences import Forgetful, Preferences
from luutru.services.copies.lines import copies_book
from luutru.services.copies.trusted import trust_root
from luutru.services.describe import describe

pytestmark = pytest.mark.slow


@pytest.fixture
def reference(archive, keep):
    told = keep("Bản ghi nhớ về đo lường")
    describe(archive, told, [("copy_kind", "original"), ("medium", "paper")])
    return told


@pytest.fixture
def page(drawer, open_window, reference, qtbot):
    """The page on which a copy is issued, filled in, with the tokens of a module found."""
    window = open_window("copies")
    page = window.workspace.screen_called("copies").issue(reference)
    form = page.form
    qtbot.waitUntil(lambda: form.agreement.reference() == reference)
    form.signer_name.put("Nguyễn Văn Mẫu")
    form.signer_title.put("Chánh Văn phòng")
    form.key.kind.pick(2)
    form.key.take_module(MODULE)
    qtbot.waitUntil(lambda: form.key.certificates.count() > 0)
    return page


def choose(page, words):
    box = page.form.key.certificates
    texts = [box.itemText(at) for at in range(box.count())]
    (at,) = [at for at, text in enumerate(texts) if words in text]
    box.setCurrentIndex(at)
    box.activated.emit(at)


def checked(page, qtbot, words):
    def told():
        prepared = page._prepared
        return prepared is not None and any(words in one.what for one in prepared.checks)

    qtbot.waitUntil(told)


def test_a_token_is_found_chosen_and_signs(page, archive, tmp_path, qtbot):
    choose(page, "CƠ QUAN cq-ec")
    checked(page, qtbot, "CƠ QUAN cq-ec")
    qtbot.waitUntil(page.go.isEnabled)
    page.issue()
    assert page.notice.accessibleName().startswith("Enter the PIN")
    page.form.key.pin.setText(PIN)
    with qtbot.waitSignal(page.issued) as told:
        page.issue_into(tmp_path)
    assert told.args[0] == "01/SY-TĐC"
    assert page.form.key.pin.text() == ""
    (row,) = copies_book(archive, 2026).rows
    assert row.state == "issued"


def test_a_refused_pin_is_told_emptied_and_takes_no_number(page, archive, tmp_path, qtbot):
    choose(page, "CƠ QUAN cq-ec")
    checked(page, qtbot, "CƠ QUAN cq-ec")
    qtbot.waitUntil(page.go.isEnabled)
    page.form.key.pin.setText("000000")
    page.issue_into(tmp_path)
    qtbot.waitUntil(lambda: "refused the PIN" in page.notice.accessibleName())
    assert page.form.key.pin.text() == ""
    assert page.go.isEnabled()
    assert copies_book(archive, 2026).rows == ()


def test_what_stands_in_the_way_of_a_token_is_told_among_the_checks(page, qtbot):
    choose(page, "CƠ QUAN het-han")
    checked(page, qtbot, "its certificate was valid until")
    assert not page.go.isEnabled()


def test_level_b_lt_tells_what_is_missing_and_level_b_can_be_accepted(
    page, archive, authority, tmp_path, qtbot
):
    trust_root(archive, authority.roots(tmp_path / "roots") / "root.crt")
    key = page.form.key
    choose(page, "CƠ QUAN cq-ec")
    key.level.pick(1)
    key.level.picked.emit(1)
    checked(page, qtbot, "Level B-LT cannot be reached")
    key.accepts_b.setChecked(True)
    checked(page, qtbot, "Level B was accepted")
    key.take_lists(authority.lists(tmp_path / "lists"))
    checked(page, qtbot, "will carry its proof along")


def test_module_and_certificate_are_remembered_and_never_the_pin(page):
    choose(page, "CƠ QUAN cq-rsa")
    page.form.key.pin.setText(PIN)
    desk = page._desk
    assert desk.preferences.line("token_module") == str(MODULE)
    assert len(desk.preferences.line("token_certificate")) == 64
    assert PIN not in repr(vars(desk.preferences._store))


def test_a_line_is_kept_with_its_blanks():
    kept = Preferences(Forgetful())
    kept.keep_line("path", "/a folder/b")
    assert kept.line("path") == "/a folder/b"
