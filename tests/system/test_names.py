"""Names that Windows, too, can have."""

import pytest

from luutru.system.names import fitting


@pytest.mark.parametrize(
    ("wanted", "given"),
    [
        ("Biên bản.pdf", "Biên bản.pdf"),
        ("01/SY-TĐC.2026.pdf", "01-SY-TĐC.2026.pdf"),
        ('a<b>c:d"e/f\\g|h?i*j.pdf', "a-b-c-d-e-f-g-h-i-j.pdf"),
        ("aux.pdf", "_aux.pdf"),
        ("CON", "_CON"),
        ("Lpt1.tar.gz", "_Lpt1.tar.gz"),
        ("com¹.txt", "_com¹.txt"),
        ("auxiliary.pdf", "auxiliary.pdf"),
        ("ends. . ", "ends"),
        ("...", "_"),
        ("", "_"),
        ("tab\there\x00", "tab-here-"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_a_name_is_kept_as_far_as_windows_can_have_it(wanted, given):
    assert fitting(wanted) == given
    assert fitting(given) == given
