"""Writes the statement of a register as PDF: its head, its numbers, and room for two signatures."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Paragraph, SimpleDocTemplate, Spacer
from reportlab.platypus import Table as Grid

from luutru.holdings.disk import replacing
from luutru.i18n import translate
from luutru.records.code_lists import code_list
from luutru.services.copies.closing import Statement
from luutru.services.copies.register import TRIAL_SERIES
from luutru.services.tables.table import clean
from luutru.stamping import faces
from luutru.stamping.facts import VIETNAM
from luutru.vietnamese.dates import official

_LEFT, _RIGHT, _EDGE = 30 * mm, 18 * mm, 20 * mm
_ROOM: Final = A4[0] - _LEFT - _RIGHT
_HALF: Final = _ROOM / 2
_LABEL: Final = 62 * mm
_FOR_SIGNATURES: Final = 28 * mm
_GROUP: Final = 8
_NATION: Final = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
"""As on every official paper (Decree 30/2020/NĐ-CP, appendix I part II.I.1)."""


def _style(name: str, size: float, face: str = faces.REGULAR, **more: object) -> ParagraphStyle:
    return ParagraphStyle(name, fontName=face, fontSize=size, leading=size * 1.3, **more)


_PLAIN: Final = _style("plain", 13, spaceAfter=5)
_CELL: Final = _style("cell", 12)
_STRONG: Final = _style("strong", 12, faces.BOLD)
_SMALL: Final = _style("small", 10.5)
_HEAD: Final = _style("head", 12, faces.BOLD, alignment=TA_CENTER)
_MIDDLE: Final = _style("middle", 12, alignment=TA_CENTER)
_DATED: Final = _style("dated", 13, faces.ITALIC, alignment=TA_CENTER)
_TITLE: Final = _style("title", 15, faces.BOLD, alignment=TA_CENTER, spaceBefore=16, spaceAfter=12)


def write_statement(statement: Statement, path: Path) -> None:
    """Write the statement to `path`, whole or not at all.

    Raises:
        DiskFull, DiskTrouble: It could not be written.
    """
    faces.ready()
    parts: list[Flowable] = [
        _heads(statement),
        _words(_title(statement), _TITLE),
        _words(_opening(statement), _PLAIN),
        Spacer(1, 4),
        _figures(statement),
        Spacer(1, 10),
        _words(translate("Head of the register:"), _PLAIN),
        _code(statement.head),
        Spacer(1, 8),
        _words(_meaning(statement), _SMALL),
        Spacer(1, 14),
        KeepTogether([_signatures(statement)]),
    ]
    with replacing(path) as part:
        SimpleDocTemplate(
            str(part), pagesize=A4, leftMargin=_LEFT - 6, rightMargin=_RIGHT - 6,
            topMargin=_EDGE, bottomMargin=_EDGE, title=clean(_title(statement)),
            author="Lưu Trữ", creator="Lưu Trữ", invariant=1,
        ).build(parts)  # fmt: skip


def _heads(statement: Statement) -> Flowable:
    issuer = statement.issuer
    left = [_words(issuer.parent.upper(), _MIDDLE)] if issuer.parent else []
    left.append(_words(issuer.name.upper(), _HEAD))
    right = [_words(line, _HEAD) for line in _NATION]
    place = issuer.place.title() if issuer.place.isupper() else issuer.place
    day = official(statement.at.astimezone(VIETNAM).date())
    right += [Spacer(1, 8), _words(f"{place}, {day}" if place else day.capitalize(), _DATED)]
    return Grid([[left, right]], colWidths=[_HALF * 0.86, _HALF * 1.14], style=_BARE)


def _title(statement: Statement) -> str:
    if statement.series == TRIAL_SERIES:
        return translate("TRIAL COPIES, {year}: WITHOUT ANY VALUE", year=statement.year)
    if statement.is_closed:
        return translate("CLOSING STATEMENT OF THE REGISTER OF COPIES, {year}", year=statement.year)
    return translate("STATEMENT OF THE HEAD OF THE REGISTER OF COPIES, {year}", year=statement.year)


def _opening(statement: Statement) -> str:
    at = statement.at.astimezone(VIETNAM)
    told = {"time": f"{at:%H:%M}", "day": official(at.date()), "person": statement.person}
    if statement.is_closed:
        return translate(
            "At {time}, {day}, {person} closed the register of copies of {year}. No number of it "
            "is given any more; the register of {next} begins with 01.",
            **told, year=statement.year, next=statement.year + 1,
        )  # fmt: skip
    return translate(
        "At {time}, {day}, {person} states the head of the register of copies of {year}, which "
        "goes on after it.",
        **told, year=statement.year,
    )  # fmt: skip


def _figures(statement: Statement) -> Flowable:
    last = statement.last_number
    forms = code_list("copy_form")
    by_form = "; ".join(f"{forms.label(form)}: {count}" for form, count in statement.forms)
    rows = [
        (translate("First number"), "01" if last else translate("none")),
        (translate("Last number"), f"{last:02d}" if last else translate("none")),
        (translate("Numbers given"), str(last)),
        (translate("Copies issued"), f"{statement.issued} ({by_form})"),
        (translate("Handed over"), str(statement.delivered)),
        (translate("Void"), _listed(statement.void)),
        (translate("Revoked"), _listed(statement.revoked)),
        (translate("Numbers lost"), _listed(statement.lost)),
    ]
    cells = [[_words(name, _CELL), _words(value, _STRONG)] for name, value in rows]
    style = [
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, (0.6, 0.6, 0.6)),
        ("LINEABOVE", (0, 0), (-1, 0), 0.8, (0.3, 0.3, 0.3)),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
    return Grid(cells, colWidths=[_LABEL, _ROOM - _LABEL], style=style)


def _listed(symbols: Sequence[str]) -> str:
    return f"{len(symbols)} ({', '.join(symbols)})" if symbols else "0"


def _code(head: str) -> Flowable:
    groups = [head[at : at + _GROUP] for at in range(0, len(head), _GROUP)]
    half = len(groups) // 2
    lines = [[_words(" ".join(part), _HEAD)] for part in (groups[:half], groups[half:])]
    return Grid(lines, colWidths=[_ROOM], style=[("BOX", (0, 0), (-1, -1), 0.6, (0, 0, 0))])


def _meaning(statement: Statement) -> str:
    return translate(
        "Keep this sheet outside the archive. “luutru copies check --anchor {head}” compares the "
        "register with it: where it is missing, lines were cut off or written anew.",
        head=statement.head[:16],
    )


def _signatures(statement: Statement) -> Flowable:
    under = translate("(signature, full name)")
    head = statement.issuer.head_title.upper() or translate("Head of the agency").upper()
    row = [
        [_words(title, _HEAD), _words(under, _MIDDLE), Spacer(1, _FOR_SIGNATURES)]
        for title in (translate("Clerk in charge of the register").upper(), head)
    ]
    return Grid([row], colWidths=[_HALF, _HALF], style=_BARE)


_BARE: Final = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 2)]


def _words(text: str, style: ParagraphStyle) -> Paragraph:
    return Paragraph(escape(clean(text)), style)
