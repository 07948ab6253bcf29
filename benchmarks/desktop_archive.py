"""Makes the archive of `desktop.py`: agreements that are made up, without scans.

Run by `desktop.py` as: desktop_archive.py FOLDER AGREEMENTS SEED
"""

import random
import sys
from datetime import date, timedelta
from pathlib import Path

from luutru.records.agreement import Agreement, CooperationField
from luutru.records.code_lists import code_list
from luutru.records.party import Authority, AuthorityName, PartyRole
from luutru.services import indexing
from luutru.services.archive import create_archive
from luutru.vietnamese.collation import collation_key
from luutru.vietnamese.folding import fold

_BATCH = 1000
_ENDING = 7
"""Of ten agreements so many have an end."""
_WORDS = tuple(
    word
    for line in (
        "hợp tác tiêu chuẩn đo lường chất lượng đánh giá sự phù hợp công nhận năng suất",
        "đào tạo chuyên gia thông tin kỹ thuật an toàn thực phẩm halal năng lượng sạch",
    )
    for word in line.split()
)
_PARTNERS = ("BelGISS", "INSO", "JAKIM", "KATS", "DSM", "SAC", "BSN", "NIMT", "PTB", "ISO")
_COUNTRIES = ("BY", "IR", "MY", "KR", "CN", "ID", "TH", "DE")


def main() -> None:
    """Make it below the folder that is named."""
    room, wanted, seed = sys.argv[1:]
    _fill(Path(room), int(wanted), random.Random(int(seed)))  # noqa: S311


def _fill(room: Path, wanted: int, chance: random.Random) -> None:
    archive = create_archive(room / "archive", name="Kho thử")
    with archive.catalogue.write() as session:
        authorities = [
            Authority(
                names=[AuthorityName(name=called, name_key=collation_key(called),
                                     name_fold=fold(called), abbreviation=called)]
            )
            for called in _PARTNERS
        ]  # fmt: skip
        session.add_all(authorities)
        session.flush()
        numbers = {called: one.id for called, one in zip(_PARTNERS, authorities, strict=True)}
    for start in range(0, wanted, _BATCH):
        with archive.catalogue.write() as session:
            count = min(_BATCH, wanted - start)
            session.add_all([_agreement(start + n, numbers, chance) for n in range(count)])
    indexing.rebuild(archive)
    archive.close()


def _agreement(number: int, numbers: dict[str, int], chance: random.Random) -> Agreement:
    title = " ".join(["Bản ghi nhớ về", *chance.choices(_WORDS, k=9)])
    partner = chance.choice(_PARTNERS)
    signed = date(2000, 1, 1) + timedelta(days=chance.randrange(9700))
    made = Agreement(
        reference=f"{signed.year}-{number:06d}",
        fonds_id=1,
        title=title,
        title_vi=title,
        title_key=collation_key(title),
        title_fold=fold(title),
        partner_key=collation_key(partner),
        official_name=chance.choice(("memorandum", "accord", "plan", "programme")),
        review_state=chance.choice(("reviewed", "reviewed", "awaiting_review")),
        signed_on=signed.isoformat(),
        effective_on=signed.isoformat(),
    )
    made.signed_first = made.signed_last = made.begins_first = made.begins_last = signed
    if chance.randrange(10) < _ENDING:
        made.ends_first = made.ends_last = signed + timedelta(days=365 * chance.randrange(3, 15))
    made.fields = [CooperationField(code=chance.choice(code_list("cooperation_field").codes))]
    party = PartyRole(
        side="foreign",
        name_as_signed=partner,
        short_name=partner,
        country=chance.choice(_COUNTRIES),
    )
    party.authority_id = numbers[partner]
    made.parties = [party]
    return made


if __name__ == "__main__":
    main()
