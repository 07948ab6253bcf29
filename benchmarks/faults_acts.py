"""What the window asks for and no command does: acts through services, in an order that works.

Each runs in a process of its own that opens the archive as the window does. Like the lines of
`faults_story.txt` it is let fail at each of its operations on files and killed at each fail point.
"""

import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from faults_story import PASSWORD, Line, lines
from luutru import clock
from luutru.cli.command import DONE, OUR_MISTAKE
from luutru.errors import FileVanished, LuutruError, PassphraseWrong
from luutru.services import (
    correcting,
    handing_out,
    passphrases,
    registering,
    rereading,
    retries,
    saved_searches,
    scan_quality,
    sorting,
    together,
)
from luutru.services.accession import take_in_all
from luutru.services.archive import Archive, create_archive, find_archive
from luutru.services.arrivals import Joining, Rejection
from luutru.services.authorities import changing
from luutru.services.backup.mending import mend
from luutru.services.confirming import Answer, Decision, decide
from luutru.services.disposal import cases
from luutru.services.healing import heal
from luutru.services.indexing import bring_up_to_date
from luutru.services.inspecting import verify
from luutru.services.keyring import Secrets
from luutru.services.life.derived import follow_all
from luutru.services.milestones.changing import confirm
from luutru.services.people.signing_in import change_password, sign_in
from luutru.services.searchable import export_searchable

BEGINNING: Final = """
intake --ocr never {in}/broken.pdf {in}/image.png
dispose propose 2026-0002 --reason "Hết thời hạn"
@bình dispose approve 1 --reason "Đồng ý"
backup {medium}
users add quantri --role administrator --role archivist --password-file {in}/password --full-name Q
"""
"""What is done before, beside the beginning of the story of commands."""
ANOTHER: Final = "mat-khau-moi-dai"
KEY: Final = "ABCD-EFGH-JKLM-NPQR-STUV-WXYZ"


@dataclass(frozen=True)
class Act:
    """Something that is done in the window."""

    name: str
    person: str = "an"
    status: int = DONE

    @property
    def is_finished_by_itself(self) -> bool:
        """Tell whether what was cut off of it is finished by doing it again, and only so."""
        return self.name == "mend"

    @property
    def takes_away(self) -> bool:
        """Tell whether documents are no longer listed once it is done; none of these does that."""
        return False


def acts() -> list[Act]:
    """Return all acts in their order."""
    return [Act(name) for name in _ACTS]


def beginning(room: Path) -> list[Line]:
    """Lay out what the acts need, and return the commands that come before them."""
    (room / "in" / "broken.pdf").write_bytes(b"%PDF-1.7\n" + b"nothing " * 99)
    (room / "in" / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"nothing " * 99)
    create_archive(room / "sealed", secrets=Secrets(PASSWORD, KEY)).close()
    return lines(BEGINNING, room)


def sealed_opens(room: Path) -> bool:
    """Tell whether the encrypted archive is sound and opens by its former or new passphrase."""
    for passphrase in (PASSWORD, ANOTHER):
        sealed = find_archive(room / "sealed")
        try:
            sealed.keyring.unlock(passphrase)
            return verify(sealed, full=True).is_sound
        except PassphraseWrong:
            continue
        finally:
            sealed.close()
    return False


def play(words: list[str]) -> int:
    """Do the act `words[0]` in the room `words[1]`, as a program; return its status."""
    name, room = words[0], Path(words[1])
    archive = find_archive(room / "archive")
    try:
        archive.sit_down()
        heal(archive)
        _ACTS[name](archive, room)
    except LuutruError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_status
    except Exception:  # noqa: BLE001  the window would show its report of a crash
        sys.stderr.write(traceback.format_exc())
        return OUR_MISTAKE
    finally:
        archive.close()
    return DONE


def _authorities(archive: Archive, _room: Path) -> None:
    number = changing.new_authority(archive, changing.NameValues("Viện Ba"), country="BY")
    values = changing.NameValues("Viện Bốn", valid_from=date(2020, 1, 1))
    name = changing.add_name(archive, number, values)
    changing.change(archive, number, note="sau cải cách")
    changing.correct_name(archive, name, changing.NameValues("Viện Năm"))


def _hand_out(archive: Archive, room: Path) -> None:
    handing_out.hand_out(archive, "2026-0001", room / "out" / "handed.pdf")
    handing_out.record_export(archive, "2026-0001", "dragged.pdf")
    handing_out.record_print(archive, "2026-0001", [1], "máy in")


def _words(archive: Archive, _room: Path) -> None:
    correcting.correct_at(archive, "2026-0001", 1, (10, 10, 200, 40), "đo lường")
    rereading.read_again(archive)


def _decide(archive: Archive, _room: Path) -> None:
    answers = (Answer("title_vi", "Công hàm"), Answer("note", "đã xem"))
    decide(archive, "2026-0003", Decision(answers, accepts=False))
    confirm(archive, [1], owner="An")


def _retries(archive: Archive, room: Path) -> None:
    registering.refuse(archive, Rejection(room / "gone.pdf", FileVanished("gone.pdf")))
    retries.dismiss(archive, retries.failures(archive)[0].id)


def _read(archive: Archive, room: Path) -> None:
    list(take_in_all(archive, [room / "in" / "broken.png"]))
    bring_up_to_date(archive, recognise=False)


def _searches(archive: Archive, _room: Path) -> None:
    saved = saved_searches.save_search(archive, "tìm", "measurement")
    saved_searches.change_search(archive, saved.id, saved.version, name="khác")
    saved_searches.order_searches(archive, [saved.id])


def _quality(archive: Archive, _room: Path) -> None:
    names = (f"2026-{number:04}" for number in (1, 3, 4, 5, 6, 8, 9))
    found = ((name, flaw) for name in names for flaw in scan_quality.findings(archive, name))
    reference, flaw = next(found)
    scan_quality.accept(archive, reference, flaw.code, "giấy cũ")
    scan_quality.withdraw(archive, reference, flaw.code)


def _sort(archive: Archive, _room: Path) -> None:
    sorting.sort_document(archive, "2026-0006", Joining.RESCAN_OF, "2026-0001")
    sorting.show_scan(archive, "2026-0006")


def _together(archive: Archive, _room: Path) -> None:
    wanted = [("note", "chung")]
    seen = together.preview_together(archive, [1, 3], wanted)
    together.undo_together(archive, together.set_together(archive, seen, wanted))


def _searchable(archive: Archive, room: Path) -> None:
    export_searchable(archive, "2026-0001", room / "out" / "searchable.pdf")


def _later(archive: Archive, _room: Path) -> None:
    moment = clock.now() + timedelta(days=cases.QUARANTINE_DAYS + 2)
    clock.now = lambda: moment  # of this process alone
    cases.carry_out(archive, 1)
    follow_all(archive)


def _mend(archive: Archive, room: Path) -> None:
    original = next(archive.strongroom.path_of(sha256) for sha256 in sorted(archive.strongroom))
    original.unlink()
    mend(archive, [room / "medium"])


def _password(archive: Archive, _room: Path) -> None:
    sign_in(archive, "quantri", PASSWORD)
    change_password(archive, PASSWORD, ANOTHER)
    change_password(archive, ANOTHER, PASSWORD)


def _passphrases(_archive: Archive, room: Path) -> None:
    sealed = find_archive(room / "sealed")
    try:
        sealed.keyring.unlock(PASSWORD)
        passphrases.change_passphrase(sealed, PASSWORD, ANOTHER)
        passphrases.renew_key(sealed, KEY)
    finally:
        sealed.close()
    sealed = find_archive(room / "sealed")
    try:
        passphrases.recover(sealed, KEY, PASSWORD, KEY)
    finally:
        sealed.close()


_ACTS: Final[dict[str, Callable[[Archive, Path], None]]] = {
    "authorities": _authorities,
    "hand out": _hand_out,
    "words": _words,
    "decide": _decide,
    "retries": _retries,
    "read what is broken": _read,
    "searches": _searches,
    "quality": _quality,
    "together": _together,
    "sort": _sort,
    "searchable": _searchable,
    "mend": _mend,
    "carry out": _later,
    "password": _password,
    "passphrases": _passphrases,
}
