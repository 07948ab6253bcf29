"""`luutru search`: finds pages by words, partner, country, year, number."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence

from rich.text import Text

from luutru.cli.command import DONE
from luutru.cli.opening import opened
from luutru.cli.terminal import Terminal
from luutru.cli.wording import day, label
from luutru.i18n import translate, translate_count
from luutru.services.likeness import more_like
from luutru.services.search import Answer, Hit, PageHit, Sort, search

_MARKED = "bold black on bright_yellow"
_PAGES_SHOWN = 3


def configure(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument(
        "query",
        nargs="*",
        default=[],
        metavar="QUERY",
        help=translate("words, with or without accents"),
    )
    what.add_argument(
        "--like", default="", metavar="REF", help=translate("agreements that are like this one")
    )
    add_limit(parser)
    add_order(parser)


def add_limit(parser: ArgumentParser) -> None:
    """Let the reader say how much of an answer is told."""
    parser.add_argument(
        "--limit",
        type=int,
        default=20,
        metavar="N",
        help=translate("at most N agreements; 0 for all"),
    )
    parser.add_argument(
        "--ids", action="store_true", help=translate("references only, one a line, best first")
    )


def add_order(parser: ArgumentParser) -> None:
    """Let the reader say in which order."""
    parser.add_argument(
        "--sort",
        type=Sort,
        choices=list(Sort),
        default=Sort.RELEVANCE,
        metavar="|".join(Sort),
        help=translate("the order"),
    )


def run(options: Namespace, terminal: Terminal) -> int:
    """Do it; return the status for the shell."""
    limit = options.limit or None
    with opened(options) as archive:
        if options.like:
            _tell_alike(terminal, more_like(archive, options.like, limit), options)
        else:
            answer = search(archive, " ".join(options.query), limit=limit, sort=options.sort)
            tell(terminal, answer, ids_only=options.ids)
    return DONE


def tell(terminal: Terminal, answer: Answer, *, ids_only: bool = False) -> None:
    """Tell an answer to a person or a program, or only the references in it."""
    if ids_only:
        _tell_references(terminal, answer.hits)
    elif terminal.wants_json:
        terminal.document(_told(answer))
    else:
        _show(terminal, answer)


def _tell_alike(terminal: Terminal, hits: Sequence[Hit], options: Namespace) -> None:
    if options.ids:
        _tell_references(terminal, hits)
    elif terminal.wants_json:
        terminal.document({"like": options.like, "hits": [_told_hit(hit) for hit in hits]})
    else:
        _show_hits(terminal, hits)


def _tell_references(terminal: Terminal, hits: Sequence[Hit]) -> None:
    for hit in hits:
        terminal.line(hit.reference)


def _show_hits(terminal: Terminal, hits: Sequence[Hit]) -> None:
    for hit in hits:
        terminal.pairs(_rows(hit), indent=0)
        terminal.line()


def _show(terminal: Terminal, answer: Answer) -> None:
    _show_hits(terminal, answer.hits)
    terminal.remark(
        translate_count(
            "{count} agreement found in {ms} ms.",
            "{count} agreements found in {ms} ms.",
            answer.total,
            ms=round(answer.took_ms),
        )
    )
    if answer.did_you_mean:
        terminal.remark(translate("Did you mean {query}?", query=answer.did_you_mean))
    if answer.hint:
        terminal.remark(answer.hint)


def _rows(hit: Hit) -> Iterator[tuple[Text, Text]]:
    yield Text(hit.reference, "bold cyan"), _marked(hit.title, hit.title_highlights, "bold")
    known = [", ".join(hit.partners), day(hit.signed_on), label("status", hit.status), hit.why]
    yield Text(), Text(" · ".join(filter(None, known)), "dim")
    for page in hit.pages[:_PAGES_SHOWN]:
        yield (
            Text(),
            Text.assemble((_place(page), "dim"), "  ", _marked(page.snippet, page.highlights)),
        )


def _place(page: PageHit) -> str:
    return translate("{reference}, page {number}", reference=page.reference, number=page.number)


def _marked(text: str, spans: Sequence[tuple[int, int]], style: str = "") -> Text:
    """Return `text` with the words that answer marked, its line breaks as blanks."""
    marked = Text(text.replace("\n", " "), style)
    for start, end in spans:
        marked.stylize(_MARKED, start, end)
    return marked


def _told(answer: Answer) -> dict[str, object]:
    return {
        "query": answer.query,
        "total": answer.total,
        "took_ms": answer.took_ms,
        "hits": [_told_hit(hit) for hit in answer.hits],
        "facets": answer.facets,
        "did_you_mean": answer.did_you_mean,
        "hint": answer.hint,
    }


def _told_hit(hit: Hit) -> dict[str, object]:
    return {
        "reference": hit.reference,
        "title": hit.title,
        "score": hit.score,
        "status": hit.status,
        "signed_on": hit.signed_on,
        "partners": hit.partners,
        "pages": [
            {
                "reference": page.reference,
                "number": page.number,
                "snippet": page.snippet,
                "highlights": page.highlights,
            }
            for page in hit.pages
        ],
        "why": hit.why,
    }
