"""Several agreements are chosen in the list, and a copy of each is issued with one PIN."""

import pytest
from tests.tokens import MODULE, PIN

from luutru.services.copies.lines import copies_book
from luutru.services.describe import describe

pytestmark = pytest.mark.slow


@pytest.fixture
def references(archive, keep):
    told = [keep(title) for title in ("Bản ghi nhớ", "Thỏa thuận", "Kế hoạch")]
    for reference in told:
        describe(archive, reference, [("copy_kind", "original"), ("medium", "paper")])
    return told


@pytest.fixture
def window(references, open_window):
    return open_window("agreements")


@pytest.fixture
def page(window, references, qtbot):
    """The page on which copies are issued, reached from the list with all rows selected."""
    results = window.workspace.screen_called("agreements").results
    qtbot.waitUntil(lambda: len(results.model.ids) == len(references))
    results.table.selectAll()
    action = window.workspace.desk.actions["copies_together"]
    qtbot.waitUntil(action.isEnabled)
    action.trigger()
    screen = window.workspace.screen_called("copies")
    qtbot.waitUntil(lambda: bool(screen.issuing().form.all_wanted()))
    return screen.issuing()


def checked(page, qtbot, words):
    def told():
        prepared = page._prepared
        return prepared is not None and any(words in one.what for one in prepared.checks)

    qtbot.waitUntil(told)


def test_copies_of_all_that_is_selected_are_issued_with_one_pin(
    drawer, page, window, archive, references, tmp_path, qtbot
):
    form = page.form
    assert sorted(one.reference for one in form.all_wanted()) == references
    assert "3 documents" in form.several.text()
    form.signer_name.put("Nguyễn Văn Mẫu")
    form.signer_title.put("Chánh Văn phòng")
    form.key.kind.pick(2)
    form.key.take_module(MODULE)
    qtbot.waitUntil(lambda: form.key.certificates.count() > 0)
    box = form.key.certificates
    texts = [box.itemText(at) for at in range(box.count())]
    box.setCurrentIndex(next(at for at, text in enumerate(texts) if "cq-rsa" in text))
    box.activated.emit(box.currentIndex())
    checked(page, qtbot, "CƠ QUAN cq-rsa")
    qtbot.waitUntil(page.go.isEnabled)
    form.key.pin.setText(PIN)
    with qtbot.waitSignal(page.several_issued) as told:
        page.issue_into(tmp_path)
    (run,) = told.args
    assert run.title() == "3 copies were issued."
    assert not run.is_short
    assert len(list(tmp_path.glob("*.pdf"))) == 3
    assert [row.state for row in copies_book(archive, 2026).rows] == ["issued"] * 3
    screen = window.workspace.screen_called("copies")
    assert "3 copies were issued" in screen.notice.accessibleName()


def test_one_that_cannot_be_copied_is_a_remark_and_the_others_go_on(
    page, archive, references, tmp_path, qtbot
):
    describe(archive, references[1], [("copy_kind", "extract")])
    page.check()
    checked(page, qtbot, references[1])
    qtbot.waitUntil(page.go.isEnabled)
    with qtbot.waitSignal(page.several_issued) as told:
        page.issue_into(tmp_path)
    (run,) = told.args
    assert run.is_short
    assert run.title() == "2 copies were issued."
    assert references[1] in run.text()


def test_where_nothing_can_be_issued_the_button_is_off(page, archive, references, qtbot):
    for reference in references:
        describe(archive, reference, [("copy_kind", "extract")])
    page.check()
    qtbot.waitUntil(lambda: bool(page._prepared and page._prepared.blocking))
    assert not page.go.isEnabled()


def test_another_copy_is_of_one_document_again(page):
    page.begin()
    assert page.form.all_wanted() == []
    assert not page.form.agreement.isHidden()
