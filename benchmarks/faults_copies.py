"""Tampers with a copy that was handed out and carries its proof along (PAdES B-LT)."""

import random
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Final

import pikepdf
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

sys.path.insert(0, str(Path(__file__).parents[1]))  # the authority is shared with the tests

from tests.authorities import PASSWORD, Authority

from faults_kills import Note
from faults_world import World, new_world
from luutru.cli.command import DONE

Change = Callable[[bytes, random.Random], bytes]


def tamper_copy(rounds: int, chance: random.Random, note: Note) -> Counter[str]:
    """Change a copy in `rounds` ways; note what `verify-copy` takes for sound all the same."""
    done: Counter[str] = Counter()
    if not rounds:
        return done
    with tempfile.TemporaryDirectory(prefix="luutru-copies-") as made:
        room = Path(made)
        world = new_world(room, chance)
        authority = Authority()
        copy = _issued(world, authority)
        asked = ("--roots", str(authority.roots(room / "roots")))
        ended = world.luutru("verify-copy", str(copy), *asked)
        if ended.status != DONE:
            raise RuntimeError(ended)
        sound = copy.read_bytes()
        for number in range(rounds):
            name = sorted(CHANGES)[number % len(CHANGES)]
            copy.write_bytes(CHANGES[name](sound, chance))
            done[f"issued copy: {name}"] += 1
            ended = world.luutru("verify-copy", str(copy), *asked)
            note(f"issued copy {name}", [] if ended.status != DONE else ["not noticed"])
    return done


def _issued(world: World, authority: Authority) -> Path:
    room = world.room
    roots, lists = authority.roots(room / "roots"), authority.lists(room / "lists")
    key = authority.key_file(room / "key.p12", "Cơ quan thử")
    (room / "password").write_text(f"{PASSWORD}\n", encoding="utf-8")
    added = world.luutru("trust", "add", str(next(roots.iterdir())))
    issued = world.luutru(
        "certify", min(world.acknowledged), "--form", "sy", "--signer", f"p12:{key}",
        "--signer-name", "Nguyễn Văn Mẫu", "--signer-title", "Chánh Văn phòng", "--to", "Lưu: VT.",
        "--pin-file", str(room / "password"), "--level", "b-lt", "--crl", str(lists),
        "--out", str(room / "out"),
    )  # fmt: skip
    if (added.status, issued.status) != (DONE, DONE):
        raise RuntimeError((added, issued))
    return next((room / "out").glob("*.pdf"))


def _flipped(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def _appended(data: bytes, _chance: random.Random) -> bytes:
    return _revised(data, lambda writer: writer.root.update({pdf_name("/Note"): pdf_string("x")}))


def _proof_hidden(data: bytes, _chance: random.Random) -> bytes:
    return _revised(data, lambda writer: writer.root.pop(pdf_name("/DSS")))


def _revised(data: bytes, change: Callable[[IncrementalPdfFileWriter], object]) -> bytes:
    writer = IncrementalPdfFileWriter(BytesIO(data), strict=False)
    change(writer)
    writer.update_root()
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def _proof_removed(data: bytes, _chance: random.Random) -> bytes:
    made = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        del pdf.Root["/DSS"]
        pdf.save(made)
    return made.getvalue()


CHANGES: Final[dict[str, Change]] = {
    "bit flipped": _flipped,
    "cut": _cut,
    "revision appended": _appended,
    "proof removed by a revision": _proof_hidden,
    "proof removed": _proof_removed,
}
