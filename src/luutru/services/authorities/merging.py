"""Merge duplicate partners, reversibly and with a reason; see `identity` for what that means."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from luutru.errors import CannotMerge, UnacceptableValue, UnknownPartner
from luutru.i18n import mark, translate
from luutru.records.party import Authority
from luutru.services import custody
from luutru.services.archive import Archive
from luutru.services.authorities.changing import of_number, tell_index
from luutru.services.authorities.identity import family, root_of
from luutru.services.authorities.naming import NameRow
from luutru.services.partners import Partner, known_partners, taking_part

REASON = mark("Reason")
ONE_ALREADY = mark("they are one already")
NOT_MERGED = mark("it was not merged into another one")


@dataclass(frozen=True, slots=True)
class MergePreview:
    """What merging `gone` into `kept` would mean."""

    gone: Partner
    kept: Partner
    names: tuple[NameRow, ...]
    """Names by which `kept` is found from then on."""
    agreements: int
    """How many agreements are listed under `kept` from then on."""
    in_both: int
    """To how many agreements both are party: a sign that they are two after all."""

    @property
    def countries_differ(self) -> bool:
        """Tell whether both have a country, and not the same."""
        return bool(self.gone.country and self.kept.country) and (
            self.gone.country != self.kept.country
        )


def preview_merge(archive: Archive, gone_id: int, into_id: int) -> MergePreview:
    """Tell what merging one partner into another would mean; nothing is changed.

    Raises:
        UnknownPartner: There is none of one of the numbers.
        CannotMerge: They are one already.
    """
    with archive.catalogue.read() as session:
        gone_root, kept_root = _two(session, gone_id, into_id)
        theirs = set(session.scalars(taking_part([gone_root])))
        ours = set(session.scalars(taking_part([kept_root])))
    found = {partner.id: partner for partner in known_partners(archive)}
    if gone_root not in found or kept_root not in found:
        raise UnknownPartner(str(gone_id))
    gone, kept = found[gone_root], found[kept_root]
    return MergePreview(gone, kept, gone.names, len(theirs | ours), len(theirs & ours))


def merge(archive: Archive, gone_id: int, into_id: int, reason: str) -> None:
    """Let everything of one partner be listed, counted and found under another.

    Raises:
        UnknownPartner: There is none of one of the numbers.
        CannotMerge: They are one already.
        UnacceptableValue: No reason was given.
    """
    why = reason.strip()
    if not why:
        raise UnacceptableValue(translate(REASON), reason, translate("why they are one"))
    with archive.catalogue.write() as session:
        gone_root, kept_root = _two(session, gone_id, into_id)
        gone, kept = of_number(session, gone_root), of_number(session, kept_root)
        gone.merged_into_id, gone.merge_reason = kept.id, why
        _log(session, archive, "authorities_merged", gone, kept, why)
        session.flush()
        tell_index(session, [kept.id])


def undo_merge(archive: Archive, gone_id: int, reason: str = "") -> None:
    """Part a partner again from the one it was merged into; everything is as it was before.

    Raises:
        UnknownPartner: There is none of that number.
        CannotMerge: It was not merged into another one.
    """
    with archive.catalogue.write() as session:
        gone = of_number(session, gone_id)
        if gone.merged_into_id is None:
            raise CannotMerge(_called(gone), translate(NOT_MERGED))
        kept = of_number(session, gone.merged_into_id)
        tell_index(session, [kept.id])
        _log(session, archive, "merger_undone", gone, kept, reason.strip())
        gone.merged_into_id, gone.merge_reason = None, ""


def _two(session: Session, gone_id: int, into_id: int) -> tuple[int, int]:
    """Return what stands for both now."""
    gone, kept = of_number(session, gone_id), of_number(session, into_id)
    if into_id in family(session, gone_id):
        raise CannotMerge(_called(gone), translate(ONE_ALREADY))
    return root_of(session, gone.id), root_of(session, kept.id)


def _log(
    session: Session, archive: Archive, act: str, gone: Authority, kept: Authority, reason: str
) -> None:
    now = [_called(kept), reason]
    was = ["", ""] if act == "authorities_merged" else [_called(kept), gone.merge_reason]
    after = now if act == "authorities_merged" else ["", reason]
    detail = {
        "authority": _called(gone),
        "into": kept.uid,
        "changes": [["merged_into", was[0], after[0]], ["merge_reason", was[1], after[1]]],
    }
    custody.record(session, archive.person, act, subject=gone.uid, detail=detail)


def _called(found: Authority) -> str:
    return found.names[0].name if found.names else found.uid
