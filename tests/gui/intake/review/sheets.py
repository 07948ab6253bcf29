"""Sheets of a review as the archive would tell them, for forms without an archive."""

from luutru.records.fields import FIELDS, LIST_FIELDS, Group, Need
from luutru.services.propose import (
    Anchor,
    Box,
    FieldReview,
    MilestoneProposal,
    Place,
    Proposal,
    ReviewSheet,
)

NAME = "Viện Tiêu chuẩn và Chứng nhận Nhà nước Belarus; BelGISS; BY"


def proposal(field, value, confidence=0.95, page=1, top=1000, **more):
    place = Place(page, (Box(1000, top, 5000, top + 300),))
    return Proposal(field, value, confidence, (place,), "rule", **more)


def milestone(title="Nộp báo cáo", confidence=0.95):
    return MilestoneProposal(
        title, "contractual", Anchor.SIGNING, "P30D", "", "", "Điều 5", confidence,
        (Place(2, (Box(1000, 4000, 5000, 4300),)),), "rule",
    )  # fmt: skip


def sheet(proposed=(), current=None, milestones=(), reference="2026-0001", version=1):
    """Return a sheet; `proposed` are proposals in any order, `current` values by field."""
    held = {"secrecy": "none", "urgency": "none"} | (current or {})
    names = [(f.name, f.label, f.group, f.need) for f in FIELDS]
    sides = ("party.vietnamese", "party.foreign")
    names += [
        (n, label, Group.IDENTITY, Need.REVIEW if n in sides else Need.OPTIONAL)
        for n, label in LIST_FIELDS.items()
    ]
    fields = []
    for name, label, group, need in names:
        own = [one for one in proposed if one.field == name]
        entries = tuple(
            tuple(one for one in own if one.entry == number)
            for number in sorted({one.entry for one in own})
        )
        value = held.get(name, "")
        fields.append(FieldReview(name, label, group, need, value, value == "not stated", entries))
    return ReviewSheet(
        7, reference, reference, "", "quet.pdf", version, 2, read=True, fields=tuple(fields),
        milestones=tuple(milestones),
    )  # fmt: skip
