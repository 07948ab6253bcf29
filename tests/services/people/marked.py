"""An archive with marked agreements, and words that stand in nothing else."""

from datetime import date

from tests.services.typed import bring

from luutru.services.archive import create_archive
from luutru.services.describe import describe
from luutru.services.indexing import bring_up_to_date
from luutru.services.milestones import planning
from luutru.services.relations import relating

MARKERS = ("bimatxa", "Zorgonia", "ZRG", "kehoachkin", "Vương Kín", "tumatla")
PAGE = "Cộng hòa Belarus và hai bên trao đổi thông tin về lĩnh vực đo lường trong ba năm tới"


def filled(folder, *, secrets, catalogue=""):
    """Keep two ordinary agreements and, if asked for, two that are marked."""
    archive = create_archive(folder / "archive", name="A", catalogue=catalogue)
    first = bring(
        archive, folder, "mot", f"{PAGE}\nMột", "Trang hai",
        title_vi="Hợp tác về đo lường", party__foreign="Viện đo lường; BelGIM; BY",
        signed_on="7/12/2023", fields="Đo lường",
    )  # fmt: skip
    bring(archive, folder, "hai", "Halal tại Tehran", title_vi="Hợp tác về Halal")
    planning.add(archive, first, planning.New("Báo cáo", date(2026, 12, 1)))
    if secrets:
        kept = {
            "title_vi": "Thỏa thuận bimatxa", "party.foreign": "Cục Zorgonia; ZRG; QA",
            "signed_on": "8/12/2023", "fields": "Đo lường", "signatories": "Vương Kín; Cục trưởng",
        }  # fmt: skip
        marked = bring(archive, folder, "kehoachkin", f"{PAGE}\ntumatla bimatxa", "Trang hai")
        described = [(name, value) for name, value in kept.items() if name != "signatories"]
        describe(archive, marked, described)
        planning.add(archive, marked, planning.New("Mốc bimatxa", date(2026, 12, 1)))
        other = bring(archive, folder, "kehoachkin2", "tumatla", title_vi="Phụ bimatxa")
        relating.relate(archive, first, relating.NewRelation("amends", marked))
        for reference in (marked, other):
            describe(archive, reference, [("secrecy", "Mật")])
    bring_up_to_date(archive)
    return archive
