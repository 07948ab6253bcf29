"""Years of an archive in one page: every command once, in an order in which each can be done.

A line of `faults_story.txt` is what is typed after `luutru`; `?3` before it is the status that it
ends with, where that is not 0, and `@name` who sits at the computer. Words in braces are files and
folders of the archive that is ill-treated. Tests and the campaign let each command fail at each of
its steps; a command that is missing here, or a service that writes and is reached by none, turns a
test red.
"""

import shlex
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from luutru import clock, resources
from luutru.records.fields import FIELDS, Need

PASSWORD: Final = "mat-khau-dai"  # noqa: S105  of accounts that are made up
TEXTS: Final = {
    "first": ["BẢN GHI NHỚ\nĐiều 1. Kế hoạch nêu tại Phụ lục I và Phụ lục II kèm theo\nmeasurement",
              "Điều 2. Trao đổi chuyên gia và chuẩn đo lường\nmeasurement"],
    "second": ["THỎA THUẬN HỢP TÁC\nvề tiêu chuẩn\nmeasurement", "Điều 2. Hiệu lực\nmeasurement",
               "Điều 3. Kết thúc\nmeasurement"],
    "third": ["CÔNG HÀM\nmeasurement", "trang hai\nmeasurement"],
    "annex": ["PHỤ LỤC I\nKế hoạch năm\nmeasurement"],
    "secret": ["MẬT\nKế hoạch\nmeasurement"],
    "arrived": ["BẢN GHI NHỚ\nvề an toàn thực phẩm\nmeasurement"],
}  # fmt: skip
"""What the pages of the scans say that an archive begins with."""


BEGINNING, STORY = Path(__file__).with_suffix(".txt").read_text(encoding="utf-8").split("---\n", 1)
"""What is done before anything fails, and what then: each command can fail at every step of it."""


NOT_TOLD: Final = {
    "scan": "asks for a scanner; what it scanned is taken in as by intake",
    "migrate": "asks for a server; its own tests cut it off at each step",
    "join": "asks for a server; it writes one small file, whole or not at all",
}
"""Commands that have no line above, and why."""


@dataclass(frozen=True)
class Line:
    """One command of the story."""

    words: tuple[str, ...]
    status: int = 0
    """It ends with this where nothing fails."""
    person: str = "an"
    """Who sits at the computer."""

    @property
    def name(self) -> str:
        """Return how it is called in a table: its first words."""
        return " ".join(self.words[:2])

    @property
    def is_finished_by_itself(self) -> bool:
        """Tell whether what was cut off of it is finished by doing it again, and only so."""
        return self.words[0] == "move"

    @property
    def takes_away(self) -> bool:
        """Tell whether documents are no longer listed once it is done."""
        return self.words[:2] == ("dispose", "approve")


def lines(told: str, room: Path) -> list[Line]:
    """Return the commands of a story, with the places of the archive in `room`."""
    return [_line(line, room) for line in told.splitlines() if line]


def _line(told: str, room: Path) -> Line:
    status, person = 0, "an"
    while told[0] in "?@":
        mark, _, told = told.partition(" ")
        status = int(mark[1:]) if mark[0] == "?" else status
        person = mark[1:] if mark[0] == "@" else person
    facts = {name: str(room / name) for name in ("archive", "in", "out", "medium", "watched")}
    facts["copy"] = str(room / "in" / "first.pdf")
    facts["root"] = (room / "in" / "root.sha256").read_text(encoding="ascii")
    words = [word for one in shlex.split(told) for word in _meant(one, facts, room)]
    return Line(tuple(words), status, person)


def _meant(word: str, facts: dict[str, str], room: Path) -> list[str]:
    if word == "{complete}":
        wanted = (f.name for f in FIELDS if f.need in (Need.REVIEW, Need.APPROVAL))
        known = ("title_vi", "signed_on", "copy_kind", "medium", "secrecy", "official_name")
        return [*(f"{name}=không nêu" for name in wanted if name not in known),
                "party.vietnamese=Cục Đo lường; CĐL; VN"]  # fmt: skip
    if word in ("{hoa}", "{quantri}"):
        return ["--user", word[1:-1], "--user-password-file", str(room / "in" / "password")]
    return [word.format(**facts)]


def draw(room: Path) -> None:
    """Draw the scans and lay out what else the story names."""
    for folder in ("in", "out", "medium", "watched"):
        (room / folder).mkdir(parents=True, exist_ok=True)
    pdfmetrics.registerFont(TTFont("Words", str(_letters())))
    for name, pages in TEXTS.items():
        _scan(room / "in" / f"{name}.pdf", pages)
    for name in ("more-1", "more-2", "moved"):
        _scan(room / "in" / f"{name}.pdf", [f"measurement {name}"])
    _scan(room / "watched" / "watched.pdf", ["measurement watched"])
    (room / "in" / "nothing.pdf").write_bytes(b"")
    (room / "in" / "password").write_text(f"{PASSWORD}\n", encoding="utf-8")
    root = _root()
    (room / "in" / "root.pem").write_bytes(root.public_bytes(serialization.Encoding.PEM))
    told = root.fingerprint(hashes.SHA256()).hex()[:16]
    (room / "in" / "root.sha256").write_text(told, encoding="ascii")
    Image.new("L", (60, 80), 200).save(room / "in" / "image.png")


def _scan(file: Path, pages: list[str]) -> None:
    canvas = Canvas(str(file), pagesize=A4)
    for page in pages:
        text = canvas.beginText(60, 780)
        text.setFont("Words", 12)
        text.textLines("\n".join([page, *_FILLING]))
        canvas.drawText(text)
        canvas.showPage()
    canvas.save()


_FILLING: Final = [
    f"Điều {number}. Hai bên trao đổi kinh nghiệm và tài liệu" for number in range(3, 12)
]


def _letters() -> Path:
    return resources.folder("fonts") / "Tinos_400Regular.ttf"


def _root() -> x509.Certificate:
    """Return the certificate of an authority that is made up."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Faults Root")])
    today = clock.now()
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=365))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
