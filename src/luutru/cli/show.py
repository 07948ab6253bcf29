"""`luutru show`: everything known of one agreement."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator

from rich.text import Text

from luutru.cli.as_of import ask_for_day, show_agreement
from luutru.cli.command import DONE
from luutru.cli.opening import opened
from luutru.cli.terminal import Terminal, one_line
from luutru.cli.wording import agreement, label, plain_day, size
from luutru.i18n import translate
from luutru.records.fields import FIELDS, GROUP_LABELS, Group, Kind
from luutru.services.cards import AgreementCard, DocumentCard, PartyCard, card
from luutru.services.duplicates import NearDuplicate, near_duplicates
from luutru.services.life.past import agreement_on
from luutru.services.relations.telling import relation_words


def configure(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("reference", metavar="REF", help=translate("such as 2026-0001"))
    ask_for_day(parser)


def run(options: Namespace, terminal: Terminal) -> int:
    """Do it; return the status for the shell."""
    with opened(options) as archive:
        if options.as_of is not None:
            show_agreement(terminal, options.reference, agreement_on(
                archive, options.reference, options.as_of, recorded=options.recorded
            ), options.as_of)  # fmt: skip
            return DONE
        found = card(archive, options.reference)
        alike = near_duplicates(archive, options.reference)
    if terminal.wants_json:
        terminal.document(_told(found) | {"near_duplicates": [_told_alike(near) for near in alike]})
        return DONE
    terminal.show(Text(found.row.title, style="bold"))
    terminal.pairs(_head(found))
    for heading, lines in _sections(found):
        shown = list(lines)
        if shown:
            terminal.show("", Text(heading, style="bold"))
            terminal.pairs(shown)
    if found.documents:
        terminal.show("", Text(translate("Documents"), style="bold"))
        _show_documents(terminal, found.documents)
    if alike:
        terminal.show("", Text(translate("Much alike"), style="bold"))
        terminal.pairs(_alike(alike))
    return DONE


def _head(found: AgreementCard) -> Iterator[tuple[str, str]]:
    row = found.row
    yield translate("Reference"), ", ".join(found.references)
    status = [label("status", row.status)]
    if row.ending_soon:
        status.append(translate("ending soon"))
    yield translate("Status"), " · ".join(status)
    yield translate("Why"), found.standing.explained
    yield translate("Review"), label("review_state", row.review_state)


def _sections(found: AgreementCard) -> Iterator[tuple[str, Iterator[tuple[str, str]]]]:
    yield translate("Parties"), (_party(party) for party in found.parties)
    yield (
        translate("Witnesses"),
        (
            (label("witness_event", event), ", ".join(filter(None, (person, title))))
            for person, title, event in found.witnesses
        ),
    )
    for group, heading in GROUP_LABELS.items():
        yield translate(heading), _fields(found, group)
    yield (
        translate("Relations"),
        (
            (
                relation_words(told.kind, outgoing=told.outgoing),
                f"{told.reference}  {told.title}",
            )
            for told in found.relations
        ),
    )
    yield (
        translate("Milestones"),
        (
            (plain_day(told.due_on), f"{told.called} · {label('milestone_state', told.state)}")
            for told in found.milestones
        ),
    )


def _party(party: PartyCard) -> tuple[str, str]:
    told = [party.name, party.short_name, label("country", party.country)]
    signed = [", ".join(filter(None, signatory)) for signatory in party.signatories]
    return label("side", party.side), "\n".join([" · ".join(filter(None, told)), *signed])


def _fields(found: AgreementCard, group: Group) -> Iterator[tuple[str, str]]:
    for field in FIELDS:
        value = found.values[field.name]
        if field.group is group and value.shown:
            unlike = value.printed and value.printed != value.shown and field.kind is Kind.DAY
            printed = f"  “{value.printed}”" if unlike else ""
            yield translate(field.label), f"{value.shown}{printed}"


def _show_documents(terminal: Terminal, documents: tuple[DocumentCard, ...]) -> None:
    terminal.table(
        [
            translate("Reference"),
            translate("Part"),
            translate("Pages"),
            translate("Size"),
            translate("File"),
            "SHA-256",
        ],
        [
            (
                told.reference,
                label("part", told.part),
                label("problem", told.problem) or str("–" if told.pages is None else told.pages),
                size(told.size),
                _file(told),
                told.sha256[:16],
            )
            for told in documents
        ],
    )


def _file(told: DocumentCard) -> str:
    """Return what the file is called, and where its pages come from or went."""
    name = one_line(told.filename)
    if told.joined_to:
        return translate("{name}, joined to {reference}", name=name, reference=told.joined_to)
    if told.taken_from:
        return translate("{name}, pages of {reference}", name=name, reference=told.taken_from)
    return name


def _alike(alike: tuple[NearDuplicate, ...]) -> Iterator[tuple[str, str]]:
    for near in alike:
        yield f"{near.of} ~ {near.reference}", f"{near.title}\n{near.why}"


def _told_alike(near: NearDuplicate) -> dict[str, object]:
    told = {name: getattr(near, name) for name in NearDuplicate.__slots__}
    del told["document_id"]
    return told


def _told(found: AgreementCard) -> dict[str, object]:
    return agreement(found.row) | {
        "uid": found.uid,
        "version": found.version,
        "references": found.references,
        "standing": found.standing,
        "values": {name: value for name, value in found.values.items() if value.typed},
        "parties": found.parties,
        "witnesses": [
            {"person": person, "title": title, "event": event}
            for person, title, event in found.witnesses
        ],
        "relations": found.relations,
        "milestones": found.milestones,
        "documents": found.documents,
    }
