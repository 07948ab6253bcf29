"""The screen of partners: found by any name, shown in time, corrected and merged."""

from datetime import date

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QMessageBox

from luutru.gui.meeting_dialog import MeetingDialog
from luutru.gui.partners.directory import ALL, OURS
from luutru.gui.partners.screen import BRIEF, NOBODY, TROUBLE, PartnersScreen
from luutru.records.milestone import Milestone
from luutru.services.authorities.card import authority
from luutru.services.authorities.changing import NameValues, add_name, change
from luutru.services.cards import card
from luutru.services.filters import Filter
from luutru.services.milestones.rows import Wanted
from luutru.services.partners import partners


def listed(screen):
    return [one.short for one in screen.directory.model.partners]


def type_in(screen, qtbot, text):
    field = screen.directory.field
    field.setText(text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


@pytest.mark.parametrize(
    ("typed", "found"),
    [("inso", ["INSO"]), ("vien iran", ["ISIRI"]), ("belarus", ["BelGISS"]),
     ("Iran", ["INSO", "ISIRI"]), ("tocu", ["BelGISS"])],
)  # fmt: skip
def test_a_partner_is_found_by_name_former_name_abbreviation_and_country(
    screen, archive, qtbot, typed, found
):
    number = partners(archive, "BelGISS")[0].id
    add_name(archive, number, NameValues("Tocu cũ"))
    screen.refresh()
    qtbot.waitUntil(lambda: any(len(one.names) > 1 for one in screen._known))
    type_in(screen, qtbot, typed)
    assert listed(screen) == found
    shown = found[0]
    qtbot.waitUntil(lambda: screen.card.partner.short == shown)


def test_what_nobody_is_called_says_so_and_leads_back(screen, qtbot):
    type_in(screen, qtbot, "qqq")
    assert listed(screen) == []
    assert screen.directory._stack.currentIndex() == 1
    screen.directory.drop()
    assert len(listed(screen)) == 4


def test_our_own_organisations_stand_on_their_own_side(screen):
    assert listed(screen) == ["BelGISS", "INSO", "ISIRI"]
    screen.directory.sides.segment(OURS).click()
    assert listed(screen) == ["TĐC"]
    screen.directory.sides.segment(ALL).click()
    assert listed(screen) == ["BelGISS", "INSO", "ISIRI", "TĐC"]


def test_a_partner_that_another_screen_wants_is_shown_whatever_is_listed(screen, show, qtbot):
    type_in(screen, qtbot, "belarus")
    show("TĐC")
    assert screen.directory.chosen_id() == screen.card.partner.id
    assert screen.page.head._title.text() == "TĐC"


def test_the_first_visit_may_already_want_somebody(desk, agreements, archive, qtbot):
    number = partners(archive, "ISIRI")[0].id
    made = PartnersScreen(desk)
    qtbot.addWidget(made)
    made.show_partner(number)
    qtbot.waitUntil(lambda: made.card is not None and made.card.partner.id == number)
    again = PartnersScreen(desk)
    qtbot.addWidget(again)
    again.show_country("IR")
    qtbot.waitUntil(lambda: again.card is not None and desk.jobs.idle)
    assert again._stack.currentIndex() == BRIEF


def test_agreements_stand_with_name_days_and_status_and_open(screen, show, desk, qtbot, archive):
    show("INSO")
    (row,) = screen.page.agreements.rows
    assert row.cells[1:] == ("Đo lường", "INSO", "09/08/2023", "09/08/2028", "In force")
    table = screen.page.agreements
    table.setFocus()
    table.selectionModel().setCurrentIndex(
        table.model().index(0, 0), QItemSelectionModel.SelectionFlag.ClearAndSelect
    )
    with qtbot.waitSignal(desk.agreement_wanted) as wanted:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert wanted.args == [row.key]
    with qtbot.waitSignal(desk.list_wanted) as asked:
        screen.page.in_list.click()
    assert asked.args == [Filter(partners=frozenset({screen.card.partner.id}))]


def test_milestones_of_a_partner_are_listed_and_open_on_their_screen(
    screen, show, desk, archive, qtbot
):
    number = show("INSO")
    with archive.catalogue.write() as session:
        session.add(Milestone(agreement_id=1, title="Trễ", due_on=date(2020, 1, 1)))
    screen.refresh()
    qtbot.waitUntil(lambda: len(screen.page.duties.rows) == 1)
    assert screen.page.duties.rows[0].cells[-1] == "Overdue"
    with qtbot.waitSignal(desk.milestones_wanted) as wanted:
        screen.page.in_milestones.click()
    assert wanted.args == [Wanted(partner_ids=frozenset({number}))]


def test_the_history_is_walked_with_the_arrows_and_told_in_words(screen, show, desk, qtbot):
    show("INSO")
    life = screen.page.life
    life.setFocus()
    qtbot.keyClick(life, Qt.Key.Key_Home)
    assert "Đo lường" in life.accessibleDescription()
    assert "09/08/2023 – 09/08/2028" in screen.page._walked_to.text()
    with qtbot.waitSignal(desk.agreement_wanted):
        qtbot.keyClick(life, Qt.Key.Key_Return)


def test_a_name_is_added_by_dialog_and_the_name_of_a_day_is_told(screen, show, qtbot):
    show("BelGISS")
    screen.page.names.add.click()
    dialog = screen.asking.name(0)
    dialog.fields.name.put("Viện cũ")
    dialog.fields.abbreviation.put("OLD")
    dialog.fields.first.put("1998")
    dialog.fields.last.put("xx")
    dialog.save.click()
    assert "cannot be understood" in dialog.notice.accessibleName()
    dialog.fields.last.put("3/2001")
    with qtbot.waitSignal(dialog.recorded):
        dialog.save.click()
    qtbot.waitUntil(lambda: len(screen.page.names.table.rows) == 2)
    former = screen.page.names.table.rows[1].cells
    assert former == ("OLD", "Viện cũ", "", "01/01/1998", "31/03/2001", "", "Former name")
    screen.page.names.day.setText("1/2/2000")
    screen.page.names.day.edited.emit()
    assert screen.page.names.then.text() == "OLD"


def test_a_name_that_is_refused_stays_to_be_put_right(screen, show, qtbot):
    show("BelGISS")
    dialog = screen.asking.name(screen.card.names[0].id)
    dialog.fields.name.put("")
    dialog.save.click()
    qtbot.waitUntil(dialog.notice.isVisible)
    assert dialog.save.isEnabled()


def test_country_and_kind_are_corrected(screen, show, qtbot):
    show("BelGISS")
    dialog = screen.asking.edit()
    dialog.country.put("LT")
    dialog.kind.put("standards")
    with qtbot.waitSignal(dialog.recorded):
        dialog.save.click()
    qtbot.waitUntil(lambda: screen.card.partner.country == "LT")
    assert "Lithuania · National standards body" in screen.page.head._who.text()


def test_a_note_that_somebody_else_wrote_meanwhile_is_chosen_from(screen, show, qtbot, archive):
    show("BelGISS")
    dialog = screen.asking.edit()
    change(archive, screen.card.partner.id, note="theirs", kind="standards")
    dialog.note.put("mine")
    dialog.save.click()
    qtbot.waitUntil(lambda: bool(dialog.findChildren(MeetingDialog)))
    (meeting,) = dialog.findChildren(MeetingDialog)
    assert [one.field for one in meeting.choices] == ["note"]
    with qtbot.waitSignal(dialog.recorded):
        meeting.save.click()
    found = authority(archive, screen.card.partner.id)
    assert (found.note, found.kind) == ("theirs", "standards")


def test_two_records_are_merged_with_a_reason_and_parted_again(screen, show, qtbot, archive):
    show("INSO")
    dialog = screen.asking.merge(screen._known, ())
    dialog.other.setCurrentIndex(
        next(n for n in range(dialog.other.count()) if "ISIRI" in dialog.other.itemText(n))
    )
    qtbot.waitUntil(lambda: "2 agreements" in dialog.meaning.text())
    assert not dialog.merge.isEnabled()
    dialog.reason.setPlainText("cùng một cơ quan")
    assert dialog.merge.isEnabled()
    with qtbot.waitSignal(dialog.merged):
        dialog.merge.click()
    qtbot.waitUntil(lambda: listed(screen) == ["BelGISS", "INSO"])
    qtbot.waitUntil(lambda: len(screen.card.merged) == 1)
    assert len(screen.page.agreements.rows) == 2
    question = screen.asking.part(screen.card.merged[0].id)
    question.button(QMessageBox.StandardButton.Yes).click()
    qtbot.waitUntil(lambda: listed(screen) == ["BelGISS", "INSO", "ISIRI"])
    qtbot.waitUntil(lambda: screen.card.partner.short == "ISIRI")


def test_partners_of_two_countries_are_warned_of(screen, show, qtbot):
    show("BelGISS")
    dialog = screen.asking.merge(screen._known, ())
    dialog.other.setCurrentIndex(0)
    qtbot.waitUntil(lambda: "two countries" in dialog.notice.accessibleName())


def test_a_probable_duplicate_is_pointed_out(screen, show, archive, qtbot):
    from luutru.services.authorities.changing import new_authority  # noqa: PLC0415

    new_authority(archive, NameValues("INSO"))
    screen.refresh()
    show("INSO")
    qtbot.waitUntil(screen.page.notice.isVisible)
    assert "the same abbreviation: INSO" in screen.page.notice.accessibleName()


def test_a_new_agreement_has_the_partner_as_party(screen, show, desk, archive, qtbot):
    show("INSO")
    dialog = screen.asking.new_agreement()
    dialog.save.click()
    assert "title" in dialog.notice.accessibleName()
    dialog.title_vi.put("Kế hoạch 2027")
    dialog.signed_on.put("2/2/2026")
    with qtbot.waitSignal(desk.agreement_wanted) as wanted:
        dialog.save.click()
    (party,) = card(archive, wanted.args[0]).parties
    assert (party.short_name, party.authority_id) == ("INSO", screen.card.partner.id)


def test_an_archive_without_partners_says_where_they_come_from(desk, qtbot):
    made = PartnersScreen(desk)
    qtbot.addWidget(made)
    qtbot.waitUntil(lambda: made._stack.currentIndex() == NOBODY)


def test_a_partner_that_is_not_there_is_explained(screen, qtbot):
    screen._choose(999)
    qtbot.waitUntil(lambda: screen._stack.currentIndex() == TROUBLE)


def test_everything_that_takes_the_focus_has_a_name_and_is_reached_by_tab(screen, show):
    show("INSO")
    from PySide6.QtWidgets import QWidget  # noqa: PLC0415

    takers = [
        child for child in screen.findChildren(QWidget)
        if child.isVisible() and child.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]  # fmt: skip
    assert [one for one in takers if not (one.accessibleName() or one.text())] == []
    assert {screen.directory.list, screen.page.life, screen.page.agreements} <= set(takers)
    (inso,) = [n for n, one in enumerate(screen.directory.model.partners) if one.short == "INSO"]
    told = screen.directory.model.index(inso, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told == "INSO, Tổ chức Tiêu chuẩn Quốc gia Iran, Iran · 1 in force, 1 agreement"


def test_a_renaming_is_recorded_as_an_act_and_seen_among_the_names(screen, show, qtbot):
    show("BelGISS")
    dialog = screen.asking.acts.open_dialog("renaming")
    for name, typed in (("name", "Vien moi"), ("on", "1/1/2025")):
        dialog.form.inputs[name].setFocus()
        qtbot.keyClicks(dialog.form.inputs[name], typed)
    qtbot.waitUntil(dialog.record.isEnabled)
    dialog.record.click()
    qtbot.waitUntil(lambda: len(screen.page.names.table.rows) == 2)
    told = [(row.cells[1], row.cells[-1]) for row in screen.page.names.table.rows]
    assert told == [("Vien moi", "In use"), ("Viện Tiêu chuẩn Belarus", "Former name")]
    assert screen.page.agreements.rows[0].cells[2] == "BelGISS"
