"""How the rules do: what people accepted, corrected and refused of their proposals."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Integer, case, cast, func, select

from luutru.records.intake import ProposalOutcome
from luutru.services.archive import Archive


@dataclass(frozen=True, slots=True)
class RuleOutcome:
    """One rule and the field it proposes, counted over everything that was confirmed."""

    field: str
    rule: str
    accepted: int
    corrected: int
    refused: int
    confidence: float
    """Mean of its proposals, 0 to 1: how often it thought to be right."""

    @property
    def proposed(self) -> int:
        """Count the proposals that people dealt with."""
        return self.accepted + self.corrected + self.refused

    @property
    def success(self) -> float:
        """Return the share of proposals that were accepted, 0 to 1."""
        return self.accepted / self.proposed


def rule_outcomes(archive: Archive) -> list[RuleOutcome]:
    """Return how each rule did, the one that errs most first."""

    def counted(outcome: str) -> ColumnElement[int]:
        return cast(func.sum(case((ProposalOutcome.outcome == outcome, 1), else_=0)), Integer)

    query = select(
        ProposalOutcome.field,
        ProposalOutcome.rule,
        counted("accepted"),
        counted("corrected"),
        counted("refused"),
        func.avg(ProposalOutcome.confidence),
    ).group_by(ProposalOutcome.field, ProposalOutcome.rule)
    with archive.catalogue.read() as session:
        found = [RuleOutcome(*row) for row in session.execute(query)]
    return sorted(found, key=lambda told: (told.success, -told.proposed, told.field, told.rule))
