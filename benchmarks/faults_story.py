"""Years of an archive in one page: every command once, in an order in which each can be done.

A line is what is typed after `luutru`; `?3` before it is the status that it ends with, where that
is not 0. Words in braces are files and folders of the archive that is ill-treated. Tests and the
campaign let each command fail at each of its steps; a command that is missing here, or a service
that writes and is reached by none, turns a test red.
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

BEGINNING: Final = """
init {archive} --name Faults --agency "Cơ quan thử" --abbrev CQT --place "HÀ NỘI" --head-title \
"CỤC TRƯỞNG"
intake --ocr never {in}/first.pdf {in}/second.pdf {in}/third.pdf {in}/annex.pdf {in}/secret.pdf \
{in}/arrived.pdf
describe 2026-0001 "title_vi=Bản ghi nhớ về đo lường" signed_on=9/8/2023 effect_rule=on_signing \
duration=P3Y copy_kind=original medium=paper secrecy=none official_name=memorandum \
"party.foreign=Viện Đo lường; BGS; BY"
describe 2026-0002 "title_vi=Thỏa thuận về tiêu chuẩn" signed_on=9/8/1990 \
effect_rule=on_signing duration=P3Y retention=06 copy_kind=original medium=paper secrecy=none
new "title_vi=An toàn thực phẩm" signed_on=1/2/2020 "party.foreign=Viện Thực phẩm; VTP; BY"
milestones add 2026-0001 "Báo cáo" --due 1/2/2030 --owner An
"""
"""What is done before anything fails."""

STORY: Final = """
doctor
list
show 2026-0001
search measurement
propose 2026-0001
custody
partners
queue
retry list
verify

intake --no-wait {in}/more-1.pdf {in}/more-2.pdf
intake --no-wait --move {in}/moved.pdf
queue 2026-0009 --first
queue 2026-0009 --last
recover --ocr never
?3 intake --no-wait {in}/nothing.pdf
retry run
watch {watched} --once --delay 0 --no-wait
settings name=Kho copy_box=electronic ending_soon_days=60 watch_folder={watched}
intake --ocr never {in}/image.png
new "title_vi=Thỏa thuận mới"
describe 2026-0003 "title_vi=Công hàm" "party.foreign=Viện Đo lường; BGS; BY"
describe 2026-0001 {complete}
review 2026-0001
review 2026-0001 --approve
review 2026-0001 --withdraw
batches 1 signed_place=Huế --dry-run
batches 1 signed_place=Huế
relate 2026-0001 implements 2026-0002
relate 2026-0001 implements 2026-0002 --remove
act extend 2026-0001 --letter 1/10/2026 --letter 20/11/2026 --until 1/1/2030 --dry-run
act extend 2026-0001 --letter 1/10/2026 --letter 20/11/2026 --until 1/1/2030
act rename BGS --name "Viện mới" --on 1/1/2025

dispose review
dispose propose 2026-0002 --reason "Hết thời hạn"
@bình dispose refuse 1 --reason "còn dùng"
dispose propose 2026-0002 --reason "Hết thời hạn"
@bình dispose approve 2 --reason "Đồng ý"
dispose take-back 2 --reason "có yêu cầu"

arrange 2026-0001 --pages 1r90,2
arrange 2026-0001 --original
split 2026-0002 1 2-3
merge 2026-0001 2026-0003
sort 2026-0008 --as annex-of --to 2026-0001
attach 2026-0009 --to 2026-0002
gaps
gaps --dismiss 2 --reason "không có"
compare 2026-0006 2026-0007 --join
duplicates
duplicates 2026-0001 --apart 2026-0002 --reason "khác nhau"
duplicates 2026-0001 --again 2026-0002
held
held refuse 2026-0005 --reason "không thuộc kho"
held clear 2026-0005 --reason "không phải dấu mật"
quality 2026-0001
correct 2026-0002 1 measurement measured
correct 2026-0002 --take-back 1
synonyms put nhóm "đo lường" metrology
synonyms remove nhóm
synonyms restore
searches save tìm measurement
searches run tìm
searches delete tìm

partners --duplicates
partners "Viện mới" --merge-into "Viện Thực phẩm" --reason "một"
partners "Viện Thực phẩm" --part "Viện mới" --reason "hai"
agency rename "name=Ủy ban" abbreviation=UB "place=HÀ NỘI" "head_title=CHỦ TỊCH" --from 1/1/2026
agency correct "place=Hà Nội"
agency fonds fonds_code=UB "name=Phông Ủy ban"
codes add cooperation_field --vi "Kinh tế số" --en "Digital economy"
codes rename cooperation_field digital_economy --vi "Số hóa" --en Digital
milestones list
milestones list --out {out}/list.xlsx
milestones add 2026-0001 "Báo cáo năm" --due 15/11/2026 --rrule FREQ=YEARLY
milestones postpone 1 --due 5/5/2032 --reason muộn
milestones progress 1 40
milestones done 1 --reason "đã gửi"
milestones reopen 1 --reason nhầm
milestones cancel 1 --reason thừa
milestones show 1
milestones reassign --from An --to Bình --out {out}/minutes.docx
milestones export --ics {out}/all.ics
milestones report 2023 --out {out}/report.docx
milestones rules --ref 2026-0001 --plan
milestones rules T1 --ref 2026-0003 --plan
milestones rules T1 --due signing+P20D --reason mới
milestones rules --replan --reason mới
milestones rules T1 --restore --reason nhầm
milestones holidays --set 24/11/2026 --name Riêng --source "QĐ 1"
milestones holidays --remove 24/11/2026

certify 2026-0001 --form sy --signer trial --out {out}
certify 2026-0001 --form trs --pages 1 --signer trial --out {out}
copies request 2026-0001 --by PC --letter 12/PC --purpose "nộp hồ sơ" --approver "Chánh Văn phòng"
copies request 2026-0001 --by PD
copies requests
copies approve 1/2026
copies withdraw 1/2026
copies refuse 2/2026 --reason muộn
copies deliver 1 --trial --reason PC
copies revoke 1 --trial --reason sai
copies list --trial
copies check
copies continue --last 3 --reason "theo sổ giấy"
copies close 2025 --out {out}/closed.pdf
copies anchor
copies statement 2025 --out {out}/statement.pdf
copies export --out {out}/register.xlsx
copies revocations --signer trial --out {out}/revocations.json
?1 verify-copy {copy}
?2 verify-qr "VNSAO1|nothing"
trust add {in}/root.pem
trust list
trust remove {root} --reason "hết hạn"

export-list --out {out}/list.csv
export-list --out {out}/list.pdf
brief BY --out {out}/brief.pdf
searchable 2026-0001 --out {out}/searchable.pdf
separators --count 2 --out {out}/sheets.pdf
export 2026-0001 --out {out}/package
export 2026-0001 --bagit --out {out}/bag
rebuild {out}/package --out {out}/rebuilt
custody --out {out}/log.xlsx
verify --full
verify --full --anew --out {out}/verified.pdf
reindex

freeze set 2026-0001 --reason "Thanh tra"
freeze lift 2026-0001 --reason Xong
backup {medium}
backup {medium} --full --keep 1
restore {medium} --drill
mend {medium}
restore {medium} {out}/restored
users add quantri --role administrator --role archivist --role reader --password-file \
{in}/password --full-name "Quản trị"
users add hoa --role archivist --password-file {in}/password --full-name "Hoa"
users role hoa reader
users password hoa --password-file {in}/password
users disable hoa
users enable hoa
users marked
users list
users signin on --recovery-key-file {out}/key
?3 list --user hoa --user-password-file {in}/nothing.pdf
list {hoa}
describe 2026-0001 secrecy=secret {quantri}
users clear hoa 2026-0001 --reason "được giao" {quantri}
users unclear hoa 2026-0001 --reason "xong việc" {quantri}
users recover quantri --recovery-key-file {out}/key --password-file {in}/password
users signin off {quantri}
move {out}/moved-here
"""
"""What is done then; each command can fail at every step of it."""

NOT_TOLD: Final = {
    "scan": "asks for a scanner; what it scanned is taken in as by intake",
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
    (room / "in" / "password").write_text("mat-khau-dai\n", encoding="utf-8")
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
