"""Checks how a copy will look: what its mark covers, where its block stands, what it lacks."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from luutru.holdings.stamper import Stamper, StampingFailed
from luutru.i18n import mark, translate
from luutru.services.copies.original import missing_of
from luutru.services.copies.planning import Plan, unfit
from luutru.services.copies.source import REBUILT
from luutru.stamping.facts import CopyFacts

_LACKING: Final = {
    "issuer": mark("who issued it"),
    "date": mark("its day"),
    "signer": mark("who signed it"),
}
_ATTACHED: Final = mark(
    "The untouched file goes along as “ban-goc.pdf”; sheet and register say so."
)
_SAID: Final = mark("Sheet and register say so.")
_COVERS: Final = mark("The mark covers something at the top right of page 1")
_DECREE_PLACE: Final = mark(
    "The decree sets its place (appendix I, part II). Look at the preview; where it hides words, "
    "issue the copy on paper."
)


class Weight(StrEnum):
    """What a check means for the copy."""

    GOOD = "good"
    REMARK = "remark"
    """A person should look; the copy can be issued."""
    BLOCKS = "blocks"


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the list of checks, in the reader's language."""

    weight: Weight
    what: str
    advice: str = ""


def look_of(stamper: Stamper, plan: Plan, facts: CopyFacts) -> Iterator[Check]:
    """Yield what a person should know of the looks of a copy before it is issued."""
    if plan.setting.rebuilt:
        advice = _ATTACHED if facts.holds_original else _SAID
        yield Check(Weight.REMARK, translate(REBUILT[plan.setting.rebuilt]), translate(advice))
    if plan.extract is not None and (missing := missing_of(plan.extract.original)):
        what = ", ".join(translate(_LACKING[one]) for one in missing)
        lacks = translate("The archive does not know of the original: {what}", what=what)
        yield Check(
            Weight.REMARK, lacks,
            translate("An extract shows it (article 25.3.b): describe the document first."),
        )  # fmt: skip
    if plan.extract is None or facts.is_on_paper:
        yield from _of_the_place(stamper, plan, facts)


def _of_the_place(stamper: Stamper, plan: Plan, facts: CopyFacts) -> Iterator[Check]:
    """Yield what is measured on the page that carries the mark, or the block."""
    extract, password = plan.extract, plan.wanted.source_password
    last = extract.shown[-1] if extract else None
    if last is not None and last.parts:
        return  # drawn anew when the copy is made
    number = last.number if last else plan.seen.pages if facts.is_on_paper else 1
    try:
        placed = stamper.placed(plan.source.path, facts, number, password)
    except StampingFailed as error:
        told = unfit(plan.source, error)
        yield Check(Weight.BLOCKS, told.what_happened(), told.what_next())
        return
    if placed.mark_covers:
        yield Check(Weight.REMARK, translate(_COVERS), translate(_DECREE_PLACE))
    elif facts.is_on_paper and placed.block_fits:
        stands = translate("The block stands on the last page, right after the text")
        yield Check(Weight.GOOD, stands, translate("Decree 30/2020/NĐ-CP, appendix I, part II"))
    elif facts.is_on_paper:
        own = translate("The block stands on a sheet of its own")
        yield Check(Weight.REMARK, own, translate("The last page has no room for it."))
