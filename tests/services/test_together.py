"""Many agreements are corrected together, after a look at what would change, and put back."""

import pytest

from luutru.errors import EditedMeanwhile, UnacceptableValue, UnknownField
from luutru.progress import Cancelled
from luutru.services import custody
from luutru.services.cards import card
from luutru.services.describe import describe, new_agreement
from luutru.services.inspecting import verify
from luutru.services.rows import Order, agreement_ids
from luutru.services.search import search
from luutru.services.together import preview_together, set_together, undo_together

SIDE = "Viện tiêu chuẩn Belarus; BelGISS; BY"


@pytest.fixture
def three(archive):
    """The references of three agreements; the second has another unit, the third no note."""
    return [
        new_agreement(archive, [("title_vi", "A"), ("lead_unit", "Vụ A"), ("note", "x")]),
        new_agreement(archive, [("title_vi", "B"), ("lead_unit", "Vụ B"), ("note", "x")]),
        new_agreement(archive, [("title_vi", "C")]),
    ]


@pytest.fixture
def ids(archive, three):
    return list(agreement_ids(archive, order=Order.REFERENCE, descending=False))


def value(archive, reference, field):
    told = card(archive, reference).values.get(field)
    return told.typed if told else ""


def told(together):
    return [(one.reference, one.field, one.before, one.after) for one in together.changes]


def state(archive, three):
    return [[value(archive, one, name) for name in ("lead_unit", "note")] for one in three]


def test_what_would_change_is_told_and_nothing_is_changed(archive, three, ids):
    before, head = state(archive, three), custody.head(archive)
    seen = preview_together(archive, ids, [("lead_unit", "Vụ A"), ("note", "")])
    assert told(seen) == [
        (three[0], "note", "x", ""),
        (three[1], "lead_unit", "Vụ B", "Vụ A"),
        (three[1], "note", "x", ""),
        (three[2], "lead_unit", "", "Vụ A"),
    ]
    assert seen.agreements == 3
    assert (state(archive, three), custody.head(archive)) == (before, head)


def test_it_is_done_as_seen_and_each_agreement_tells_so(archive, three, ids):
    wanted = [("lead_unit", "Vụ A"), ("note", "")]
    seen = preview_together(archive, ids, wanted)
    done = set_together(archive, seen, wanted)
    assert told(done) == told(seen)
    assert state(archive, three) == [["Vụ A", ""]] * 3
    act = next(one for one in custody.entries(archive) if one.act == "set_together")
    assert act.detail == {"count": 3, "values": [["lead_unit", "Vụ A"], ["note", ""]]}
    (corrected,) = [one for one in custody.entries(archive, three[1]) if one.act == "corrected"]
    assert corrected.detail["changes"] == [["lead_unit", "Vụ B", "Vụ A"], ["note", "x", ""]]
    assert verify(archive).is_sound


def test_it_is_put_back_by_a_correction(archive, three, ids):
    before = state(archive, three)
    wanted = [("lead_unit", "không nêu"), ("note", "")]
    done = set_together(archive, preview_together(archive, ids, wanted), wanted)
    undone = undo_together(archive, done)
    assert state(archive, three) == before
    assert undone.agreements == 3
    assert verify(archive).is_sound


def test_nothing_is_done_where_one_was_corrected_meanwhile(archive, three, ids):
    wanted = [("lead_unit", "Vụ A")]
    seen = preview_together(archive, ids, wanted)
    describe(archive, three[2], [("note", "mới")])
    before, head = state(archive, three), custody.head(archive)
    with pytest.raises(EditedMeanwhile, match=three[2]):
        set_together(archive, seen, wanted)
    assert (state(archive, three), custody.head(archive)) == (before, head)


def test_nothing_is_put_back_over_a_later_correction(archive, three, ids):
    wanted = [("lead_unit", "Vụ A")]
    done = set_together(archive, preview_together(archive, ids, wanted), wanted)
    describe(archive, three[1], [("lead_unit", "Vụ C")])
    with pytest.raises(EditedMeanwhile):
        undo_together(archive, done)
    assert value(archive, three[2], "lead_unit") == "Vụ A"


def test_entries_are_added_and_taken_away(archive, three, ids):
    wanted = [("party.foreign+", SIDE)]
    done = set_together(archive, preview_together(archive, ids, wanted), wanted)
    assert value(archive, three[0], "party.foreign") == SIDE
    undo_together(archive, done)
    assert value(archive, three[0], "party.foreign") == ""


def test_who_signed_comes_back_with_the_party(archive, three, ids):
    describe(
        archive, three[0], [("party.foreign", SIDE), ("signatory.foreign", "Ông A; Viện trưởng")]
    )
    wanted = [("party.foreign", "")]
    done = set_together(archive, preview_together(archive, ids, wanted), wanted)
    assert value(archive, three[0], "signatory.foreign") == ""
    undo_together(archive, done)
    assert value(archive, three[0], "party.foreign") == SIDE
    assert value(archive, three[0], "signatory.foreign") == "Ông A; Viện trưởng"


def test_an_agreement_without_a_document_is_left_out_of_its_fields(archive, three, ids):
    seen = preview_together(archive, ids, [("copy_kind", "original"), ("note", "y")])
    assert seen.left_out == tuple(three)
    assert {one.field for one in seen.changes} == {"note"}


@pytest.mark.parametrize(
    ("wanted", "refusal"), [(("bogus", "x"), UnknownField), (("signed_on", "x"), UnacceptableValue)]
)
def test_what_does_not_fit_is_refused_before_anything(archive, three, ids, wanted, refusal):
    head = custody.head(archive)
    with pytest.raises(refusal):
        preview_together(archive, ids, [wanted])
    assert custody.head(archive) == head


def test_a_stop_changes_nothing(archive, three, ids):
    class Stopping:
        def report(self, done, total, label):
            if done == 2:
                raise Cancelled

    wanted = [("note", "y")]
    seen = preview_together(archive, ids, wanted)
    before = state(archive, three)
    with pytest.raises(Cancelled):
        set_together(archive, seen, wanted, Stopping())
    assert state(archive, three) == before


def test_what_is_corrected_together_is_found(archive, three, ids):
    wanted = [("title_vi", "Hợp tác halal")]
    set_together(archive, preview_together(archive, ids, wanted), wanted)
    assert search(archive, "halal").total == 3
