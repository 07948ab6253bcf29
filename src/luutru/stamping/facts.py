"""What a certified copy says of itself, as it crosses the pipe and stands on the sheet."""

from dataclasses import asdict, dataclass, fields
from datetime import datetime, timedelta, timezone
from typing import Any, Final

VIETNAM: Final = timezone(timedelta(hours=7))
"""Copies are dated by the time of Vietnam, whatever the clock of the workstation is set to."""
FULL, OF_COPY, EXTRACT = "SY", "SL", "TrS"
"""Sao y, sao lục, trích sao: the abbreviations that numbers of copies carry."""
NAMES: Final = {FULL: "Sao y", OF_COPY: "Sao lục", EXTRACT: "Trích sao"}
"""What each form is called on the copy; copies are made in Vietnamese only."""
TRIAL: Final = "BẢN THỬ – không có giá trị"
ORIGINAL_NAME: Final = "ban-goc.pdf"
"""What the untouched source is called inside a copy that was wrapped around it."""
REBUILT: Final = {
    "signed": "đã được ký số",
    "encrypted": "được mã hóa",
    "malformed": "có lỗi cấu trúc",
    "active": "có mã lệnh",
}
"""Why the pages of a source were rebuilt, as the copy says it."""


@dataclass(frozen=True)
class CopyFacts:
    """Everything that the mark, the sheet and the manifest of one copy tell.

    Source: Decree 30/2020/NĐ-CP, appendix I part II and appendix III forms 3.1 and 3.2.
    """

    form: str
    number: int
    year: int
    abbreviation: str
    agency: str
    moment: datetime
    source_sha256: str
    source_size: int
    source_pages: int
    head: str
    """Of the register of copies when the number was given."""
    parent: str = ""
    """The authority above the agency."""
    place: str = ""
    prefix: str = ""
    """TM., Q., KT., TL. or TUQ."""
    head_title: str = ""
    signer_title: str = ""
    signer_name: str = ""
    document: str = ""
    """Number and notation of the source."""
    document_date: str = ""
    subject: str = ""
    extent: str = ""
    """Pages copied as people write them; empty for all."""
    recipients: tuple[str, ...] = ()
    is_trial: bool = False
    has_sheet: bool = True
    has_box: bool = True
    """Whether the technical box stands on it."""
    has_code: bool = True
    """Whether the technical box carries a QR code."""
    is_on_paper: bool = False
    rebuilt: str = ""
    """Why the pages were rebuilt, as nothing could be appended: a key of `REBUILT`."""

    @property
    def holds_original(self) -> bool:
        """Tell whether the untouched source is attached to it."""
        return bool(self.rebuilt) and self.form != EXTRACT and not self.is_on_paper

    @property
    def symbol(self) -> str:
        """Return number and notation as they are printed: `05/SY-TĐC`."""
        return f"{self.number:02d}/{self.form}-{self.abbreviation}"

    @property
    def name(self) -> str:
        """Return the name of its form."""
        return NAMES[self.form]

    def as_plain(self) -> dict[str, Any]:
        """Turn it into what JSON can carry."""
        return {**asdict(self), "moment": self.moment.isoformat()}


def from_plain(told: dict[str, Any]) -> CopyFacts:
    """Turn it back.

    Raises:
        KeyError, TypeError, ValueError: It is none.
    """
    known = {field.name for field in fields(CopyFacts)}
    plain = {name: value for name, value in told.items() if name in known}
    plain["moment"] = datetime.fromisoformat(plain["moment"])
    plain["recipients"] = tuple(plain.get("recipients", ()))
    return CopyFacts(**plain)
