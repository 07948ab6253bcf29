import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from luutru.gui.agreements.facet_panel import SHOWN, FacetPanel
from luutru.gui.agreements.narrowing import BY_NAME, active, switched, values_shown
from luutru.gui.agreements.year_histogram import YearHistogram
from luutru.services.facets import Facets, FacetValue
from luutru.services.filters import EVERYTHING, Filter

MANY = tuple(FacetValue(str(n), f"Đối tác {n}", 40 - n) for n in range(1, 21))
TOLD = Facets(
    statuses=(FacetValue("in_force", "In force", 3),),
    countries=(FacetValue("", "Not recorded", 9), FacetValue("BY", "Belarus", 2)),
    partners=MANY,
    years=((2019, 1), (2023, 4)),
)


@pytest.fixture
def panel(qtbot, theme):
    made = FacetPanel(QWidget())
    qtbot.addWidget(made)
    made.resize(236, 900)
    made.show()
    made.show_facets(TOLD, EVERYTHING)
    return made


@pytest.fixture
def years(qtbot, theme):
    made = YearHistogram()
    qtbot.addWidget(made)
    made.resize(236, 76)
    made.show()
    made.show_years(((2010, 1), (2015, 3), (2023, 4)), None)
    return made


def test_every_status_is_offered_even_without_agreements(panel):
    codes = list(panel.sections["statuses"]._rows)
    assert len(codes) == 8
    assert codes[0] == "in_force"


def test_what_is_not_recorded_comes_last(panel):
    assert list(panel.sections["countries"]._rows) == ["BY", ""]


def test_rare_values_are_folded_away_until_asked_for(panel):
    section = panel.sections["partners"]
    assert len(section._rows) == SHOWN
    section._more.click()
    assert len(section._rows) == len(MANY)


def test_a_chosen_value_is_never_folded_away(panel):
    panel.show_facets(TOLD, Filter(partners=frozenset({17})))
    assert panel.sections["partners"]._rows["17"].isChecked()


def test_switching_tells_the_new_filter(panel, qtbot):
    with qtbot.waitSignal(panel.narrowed) as told:
        panel.sections["partners"]._rows["3"].click()
    assert told.args == [Filter(partners=frozenset({3}))]
    with qtbot.waitSignal(panel.narrowed) as told:
        panel.sections["statuses"]._rows["in_force"].click()
    assert told.args == [Filter(partners=frozenset({3}), statuses=frozenset({"in_force"}))]


def test_a_row_keeps_its_place_and_focus_when_counts_change(panel):
    before = panel.sections["statuses"]._rows["in_force"]
    panel.show_facets(Facets(statuses=(FacetValue("in_force", "In force", 1),)), EVERYTHING)
    assert panel.sections["statuses"]._rows["in_force"] is before
    assert before.accessibleName() == "In force, 1 agreement"


def test_a_section_without_values_is_not_shown(panel):
    panel.show_facets(Facets(), EVERYTHING)
    assert not panel.sections["fields"].isVisible()


def test_a_value_without_agreements_stays_offered_while_it_is_chosen():
    wanted = Filter(instruments=frozenset({"plan"}))
    (value,) = values_shown(BY_NAME["instruments"], Facets(), wanted)
    assert (value.code, value.count) == ("plan", 0)


def test_switching_off_is_the_opposite_of_switching_on():
    on = switched(EVERYTHING, "partners", "12", on=True)
    assert on == Filter(partners=frozenset({12}))
    assert switched(on, "partners", "12", on=False) == EVERYTHING


def test_chips_name_one_value_and_count_several():
    wanted = Filter(
        countries=frozenset({"BY"}), statuses=frozenset({"in_force", "expired"}), years=(2019, 2023)
    )
    said = {facet.name: words for facet, words in active(wanted, TOLD)}
    assert said == {"countries": "Belarus", "statuses": "2 values", "years": "2019 – 2023"}


def test_a_partner_is_named_by_the_catalogue():
    assert [w for _, w in active(Filter(partners=frozenset({2})), TOLD)] == ["Đối tác 2"]


def test_arrows_move_the_last_year_and_with_shift_the_first(years, qtbot):
    with qtbot.waitSignal(years.picked) as told:
        qtbot.keyClick(years, Qt.Key.Key_Left)
    assert told.args == [(2010, 2022)]
    with qtbot.waitSignal(years.picked) as told:
        qtbot.keyClick(years, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert told.args == [(2011, 2022)]
    with qtbot.waitSignal(years.picked) as told:
        qtbot.keyClick(years, Qt.Key.Key_Delete)
    assert told.args == [None]


def test_dragging_the_first_handle_chooses_years(years, qtbot):
    first = round(years._edge(2010, years.span))
    there = round(years._edge(2015, years.span)) + 2
    qtbot.mousePress(years, Qt.MouseButton.LeftButton, pos=QPoint(first, 50))
    qtbot.mouseMove(years, QPoint(there, 50))
    with qtbot.waitSignal(years.picked) as told:
        qtbot.mouseRelease(years, Qt.MouseButton.LeftButton, pos=QPoint(there, 50))
    assert told.args == [(2015, 2023)]
    assert years.accessibleName() == "Signed in the years 2015 – 2023"


def test_years_keep_their_places_when_fewer_are_found(years):
    years.show_years(((2015, 1),), None)
    assert years.span == (2010, 2023)


def test_without_any_year_nothing_can_be_chosen(qtbot, theme):
    empty = YearHistogram()
    qtbot.addWidget(empty)
    empty.show()
    qtbot.mouseClick(empty, Qt.MouseButton.LeftButton)
    with qtbot.assertNotEmitted(empty.picked):
        qtbot.keyClick(empty, Qt.Key.Key_Left)
    assert not empty.grab().isNull()
