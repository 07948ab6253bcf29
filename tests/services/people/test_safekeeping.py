"""An archive that asks for sign-in is backed up by those who may, and asks again when restored."""

import pytest
from tests.encrypted_run import plain_only
from tests.services.people.conftest import PASSWORD, staffed

from luutru.errors import NotPermitted, SignInNeeded
from luutru.services import overviews
from luutru.services.archive import open_archive
from luutru.services.backup.backing_up import back_up
from luutru.services.backup.drilling import drill
from luutru.services.backup.restoring import restore
from luutru.services.describe import describe, new_agreement
from luutru.services.indexing import bring_up_to_date
from luutru.services.inspecting import verify
from luutru.services.people.signing_in import sign_in


@plain_only
def test_it_is_backed_up_tried_out_and_restored_and_asks_again(archive, signed_in, tmp_path):
    new_agreement(archive, [("title_vi", "Một")])
    staffed(archive, hoa="archivist")
    medium = tmp_path / "medium"
    with pytest.raises(NotPermitted):
        back_up(signed_in(archive, "hoa"), medium)
    assert not medium.exists()
    his = signed_in(archive, "quantri")
    back_up(his, medium)
    assert drill(medium, archive=his).findings == ()
    restore([medium], tmp_path / "restored")
    again = open_archive(tmp_path / "restored")
    with pytest.raises(SignInNeeded):
        overviews.overview(again)
    sign_in(again, "hoa", PASSWORD)
    assert overviews.overview(again).agreements == 1
    again.close()


def test_whoever_verifies_need_not_be_cleared_for_what_the_index_holds(archive, signed_in, keep):
    describe(archive, keep("Kế hoạch"), [("secrecy", "secret")])
    bring_up_to_date(archive)
    staffed(archive)
    assert verify(signed_in(archive, "quantri")).is_sound
