"""What the walk came to: a short account for a person, or a document for a program."""

import shlex
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from luutru.cli.terminal import Terminal
from luutru.demo.follow_up import TrialCopy
from luutru.demo.place import Place
from luutru.i18n import mark, translate, translate_count
from luutru.resources import folder
from luutru.services.indexing import IndexingReport
from luutru.services.milestones.standing import Standing
from luutru.services.search import Answer, PageHit
from luutru.stamping.told import Verdict

_MARKED = "bold black on bright_yellow"
_INDENT = (0, 0, 0, 4)


@dataclass(frozen=True)
class Account:
    """Everything that is worth telling."""

    place: Place
    agreements: int
    reading: IndexingReport
    answers: tuple[Answer, ...]
    standings: Mapping[Standing, int]
    """How many milestones stand how."""
    copy: TrialCopy
    pictures: tuple[Path, ...]
    seconds: float


def tell(account: Account, terminal: Terminal) -> None:
    """Print the account."""
    if terminal.wants_json:
        terminal.document(_document(account))
        return
    answers = chain.from_iterable(map(_answer, account.answers))
    followed = Text("\n".join((_milestones(account), _copy(account.copy))))
    terminal.show(_headline(account), "", *answers, "", followed, "", _places(account))


def command_for_window(place: Place) -> str:
    """Return what a person types to open the window on the archive."""
    in_checkout = (folder().parent / "run").is_file() and not shutil.which("luutru")
    program = "./run app" if in_checkout else "luutru"
    return f"{program} --archive {shlex.quote(str(place.archive))}"


def _headline(account: Account) -> Text:
    reading = account.reading
    sentences = [
        translate_count(
            "The sample archive holds {count} agreement.",
            "The sample archive holds {count} agreements.",
            account.agreements,
        ),
        translate_count(
            "{count} page was read in {seconds} s.",
            "{count} pages were read in {seconds} s.",
            reading.pages,
            seconds=round(reading.seconds),
        ),
    ]
    if reading.mean_confidence is not None:
        sure = f"{reading.mean_confidence:.0f}"
        sentences.append(translate("Mean confidence of recognition: {percent} %.", percent=sure))
    if reading.failed_pages:
        sentences.append(
            translate_count(
                "{count} page could not be read.",
                "{count} pages could not be read.",
                reading.failed_pages,
            )
        )
    return Text(" ".join(sentences), "bold")


def _answer(answer: Answer) -> Iterator[RenderableType]:
    found = translate_count("{count} agreement", "{count} agreements", answer.total)
    yield Text.assemble((answer.query, "bold cyan"), "  ", (found, "dim"))
    for hit in answer.hits[:1]:
        title = Text.assemble((f"{hit.reference}  ", "bold"), hit.title)
        yield Padding(title, _INDENT)
        yield from (Padding(_page(page), _INDENT) for page in hit.pages[:1])


def _page(page: PageHit) -> Text:
    place = translate("{reference}, page {number}", reference=page.reference, number=page.number)
    snippet = Text(page.snippet.replace("\n", " "))
    for start, end in page.highlights:
        snippet.stylize(_MARKED, start, end)
    return Text.assemble((f"{place}: ", "dim"), snippet)


def _milestones(account: Account) -> str:
    many = account.standings
    near = many[Standing.THIS_WEEK] + many[Standing.THIS_MONTH]
    told = translate_count(
        "{count} milestone is planned for later",
        "{count} milestones are planned for later",
        many[Standing.PLANNED],
    )
    return translate(
        "Milestones: {planned}; {near} within 30 days, {late} late, {done} done, "
        "{suggested} suggested.",
        planned=told, near=near, late=many[Standing.OVERDUE], done=many[Standing.DONE],
        suggested=many[Standing.SUGGESTED],
    )  # fmt: skip


def _copy(copy: TrialCopy) -> str:
    symbol = copy.issued.symbol
    if copy.judged.verdict is Verdict.ACCEPTED:
        return translate("Trial copy {symbol}: issued, checked and accepted.", symbol=symbol)
    return translate(
        "Trial copy {symbol}: issued, but not accepted: {why}.",
        symbol=symbol, why=copy.judged.words,
    )  # fmt: skip


def _places(account: Account) -> Text:
    place = account.place
    lines: tuple[tuple[str, object], ...] = (
        (mark("Archive"), place.archive),
        (mark("Scans"), place.scans),
        (mark("Trial copy"), account.copy.issued.path),
        *([(mark("Pictures of the window"), place.screenshots)] if account.pictures else []),
        (mark("To open the window"), command_for_window(place)),
    )
    titles = [translate(title) for title, _ in lines]
    width = max(map(len, titles)) + 2
    text = Text()
    for title, (_, value) in zip(titles, lines, strict=True):
        text.append(f"{title}:".ljust(width), "dim").append(f"{value}\n")
    text.rstrip()
    return text


def _document(account: Account) -> dict[str, object]:
    return {
        "folder": account.place.folder,
        "archive": account.place.archive,
        "scans": account.place.scans,
        "screenshots": account.pictures,
        "agreements": account.agreements,
        "pages": account.reading.pages,
        "failed_pages": account.reading.failed_pages,
        "mean_confidence": account.reading.mean_confidence,
        "seconds": round(account.seconds, 1),
        "milestones": {standing.value: many for standing, many in account.standings.items()},
        "copy": _copy_told(account.copy),
        "searches": [_told(answer) for answer in account.answers],
    }


def _copy_told(copy: TrialCopy) -> dict[str, object]:
    issued = copy.issued
    return {
        "number": issued.number,
        "symbol": issued.symbol,
        "year": issued.year,
        "file": issued.path,
        "sha256": issued.sha256,
        "verdict": copy.judged.verdict.value,
    }


def _told(answer: Answer) -> dict[str, object]:
    return {
        "query": answer.query,
        "total": answer.total,
        "hits": [
            {
                "reference": hit.reference,
                "title": hit.title,
                "pages": [
                    {"reference": page.reference, "number": page.number, "snippet": page.snippet}
                    for page in hit.pages
                ],
            }
            for hit in answer.hits
        ],
    }
