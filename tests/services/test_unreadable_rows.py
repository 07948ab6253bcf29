"""What was written into the catalogue by hand and cannot be read is a finding, not a crash."""

import pytest
from tests.office_run import one_desk_only
from tests.tampering import unlock_log

from luutru.services.inspecting import verify


@one_desk_only
@pytest.mark.parametrize(
    "by_hand",
    [
        "UPDATE register SET closed_at = 'hôm qua'",
        "UPDATE agreement SET signed_first = 'mùa thu'",
        "UPDATE document SET recorded_at = 'x'",
        "UPDATE custody_entry SET at = 'x' WHERE seq = (SELECT max(seq) FROM custody_entry)",
    ],
)
def test_a_moment_that_is_none_any_more_is_a_finding(archive, keep, by_hand):
    keep("Bản ghi nhớ")
    with archive.catalogue.database.writing.begin() as connection:
        unlock_log(connection)
        connection.exec_driver_sql(by_hand)
    assert not verify(archive, full=True).is_sound
