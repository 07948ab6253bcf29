"""Reads the clauses of an agreement: effect, term, renewal, notice, bond, fields and forms."""

from dataclasses import replace
from itertools import chain

from luutru.extraction.effect import effect
from luutru.extraction.findings import Finding, proposals
from luutru.extraction.proposal import Proposal
from luutru.extraction.scope import binding, fields, mode
from luutru.extraction.script import Script
from luutru.extraction.sentences import Sentence, sentences
from luutru.extraction.terms import terms


def read_clauses(script: Script) -> tuple[Proposal, ...]:
    """Return what the clauses state, with the place of each; nothing where the text is silent."""
    found = sentences(script)
    findings = list(chain.from_iterable(_of_sentence(one) for one in found))
    return proposals(_settled(findings)) + fields(found) + mode(found)


def _of_sentence(sentence: Sentence) -> list[Finding]:
    return [*effect(sentence), *terms(sentence), *binding(sentence)]


def _settled(findings: list[Finding]) -> list[Finding]:
    """Weigh findings against each other: a term rules out that there is none."""
    durations = [one.value for one in findings if one.field == "duration"]
    if durations:
        findings = [one for one in findings if one.rule != "terms.until_ended"]
    settled = []
    for finding in findings:
        if finding.rule != "terms.same_again":
            settled.append(finding)
        elif durations:
            settled.append(replace(finding, value=durations[0]))
    return settled
