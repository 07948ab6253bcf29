"""How an office works in one archive at once: what is lost, what waits, beside one desk.

    .venv/bin/python benchmarks/office.py [--quick] [--json] [--seconds N] [--growth N N]
                                         [--slow MS]

A PostgreSQL server of its own is started (Debian's, 15 or newer; it writes as safely as by
default), and 1, 4 and 20 clients, each a process, work in one archive for a minute: they record
agreements, correct one and the same agreement, look at the list, and each fifth time search, each
in an index of its own, which first follows what the others wrote. The peer is one client at one
desk, on SQLite. Everything runs on this computer, clients and server share its processors.

Then one client works in archives of 1,000 and of 100,000 agreements (`office_growth.py`), and one
at a desk to which each message takes 20 ms longer (`office_slow.py`; `--slow MS`: only that).

`lost_updates`: corrections that were acknowledged and are not in the record; `number_gaps`:
references that are missing or were given twice; `p99_s`: of all writes, 99 in 100 took no longer,
with the most clients; `writes_s.CLIENTS`: writes acknowledged a second; `p50_ms.CLIENTS`,
`list_ms.CLIENTS`, `search_ms.CLIENTS`: half of the writes, of the looks at the list, and of the
searches, took no longer. `desk` is the peer. A correction that met another one is tried again and
counts once. `growth.WHAT`: how many times as long half of the writes, looks and searches take in
the larger archive as in the smaller one; `grown_ms.AGREEMENTS`: what they took. `messages.ACT`:
messages to the server, each of which waits for an answer; `near_ms.ACT`, `far_ms.ACT`: half of the
acts took no longer, without and with `delay_ms` for each message.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select

ROOT: Final = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.office_run import SERVER, Server, address_of, new_database  # noqa: E402

from luutru.errors import EditedMeanwhile  # noqa: E402
from luutru.records.agreement import Agreement  # noqa: E402
from luutru.services.archive import Archive, create_archive, open_archive  # noqa: E402
from luutru.services.describe import describe, new_agreement  # noqa: E402
from luutru.services.inspecting import verify  # noqa: E402
from luutru.services.rows import agreement_ids, agreement_rows  # noqa: E402
from luutru.services.search import search  # noqa: E402
from office_growth import growth  # noqa: E402  see above
from office_slow import slow  # noqa: E402  as above

CLIENTS: Final = (1, 4, 20)
_SEARCHED: Final = 5
"""Each round of so many ends with a search."""
_FAR_MS: Final = 20
"""What a message takes longer to a server in another building."""
_GO: Final = "go\n"
"""What each client waits for once it is ready: all begin to work together."""


@dataclass(frozen=True)
class Came:
    """What a run came to."""

    writes: list[float]
    """Seconds that each acknowledged write took."""
    looks: list[float]
    searches: list[float]
    corrected: int
    met: int
    """Corrections that met another one, and were tried again."""


def main() -> None:
    """Measure one desk and the office, and print."""
    options = _options()
    if options.client:
        _work(Path(options.client), options.shared, options.seconds)
        return
    seconds = options.seconds or (3 if options.quick else 60)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["LUUTRU_RESERVE_MB"] = "1"
        sizes = options.growth or ((100, 1_000) if options.quick else (1_000, 100_000))
        told = {} if options.slow else _one_desk(Path(folder), seconds)
        server = Server(durable=True)
        os.environ[SERVER] = str(server.folder)
        try:
            if not options.slow:
                _measure_office(told, Path(folder), seconds, sizes)
            told |= slow(
                Path(folder), options.slow or _FAR_MS,
                agreements=200 if options.quick else 1_000, rounds=3 if options.quick else 15,
            )  # fmt: skip
        finally:
            server.remove()
    _tell(told)
    if options.json:
        print(json.dumps(told))


def _one_desk(folder: Path, seconds: float) -> dict[str, Any]:
    told: dict[str, Any] = {"lost_updates": 0, "number_gaps": 0, "p99_s": 0.0, "met": {}}
    told |= {"writes_s": {}, "p50_ms": {}, "list_ms": {}, "search_ms": {}}
    _note(told, "desk", folder / "desk", "", 1, seconds)
    return told


def _measure_office(
    told: dict[str, Any], folder: Path, seconds: float, sizes: Sequence[int]
) -> None:
    for clients in CLIENTS:
        address = address_of(new_database())
        _note(told, str(clients), folder / f"office-{clients}", address, clients, seconds)
    told |= growth(folder, sizes)


def _note(
    told: dict[str, Any], name: str, folder: Path, address: str, clients: int, seconds: float
) -> None:
    create_archive(folder, catalogue=address).close()
    os.environ["LUUTRU_INDEX_DIR"] = str(folder.parent / f"index-{name}")
    archive = open_archive(folder)
    try:
        reference = new_agreement(archive, [("title_vi", "Bản ghi nhớ chung"), ("note", "0")])
        came = _run(folder, reference, clients, seconds)
        told["lost_updates"] += came.corrected - int(_note_of(archive, reference)[0])
        told["number_gaps"] += _gaps(archive)
        if findings := verify(archive).findings:
            raise SystemExit(str(findings[:3]))
    finally:
        archive.close()
    told["writes_s"][name] = round(len(came.writes) / seconds, 1)
    told["p50_ms"][name] = round(1000 * statistics.median(came.writes), 1)
    told["list_ms"][name] = round(1000 * statistics.median(came.looks), 1)
    told["search_ms"][name] = round(1000 * statistics.median(came.searches), 1)
    told["met"][name] = came.met
    told["p99_s"] = round(statistics.quantiles(came.writes, n=100)[-1], 3)


def _run(folder: Path, shared: str, clients: int, seconds: float) -> Came:
    words = [sys.executable, __file__, "--client", str(folder), "--shared", shared]
    words += ["--seconds", str(seconds)]
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    running = [subprocess.Popen(words, **pipes) for _ in range(clients)]
    for one in running:
        assert one.stdout is not None  # noqa: S101  it is a pipe
        one.stdout.readline()  # it has opened the archive
    answers = [json.loads(one.communicate()[0]) for one in _told_at_once(running)]
    return Came(
        [took for one in answers for took in one["writes"]],
        [took for one in answers for took in one["looks"]],
        [took for one in answers for took in one["searches"]],
        sum(one["corrected"] for one in answers),
        sum(one["met"] for one in answers),
    )


def _told_at_once(running: list[Any]) -> list[Any]:
    """Let all clients begin, none of which waits for another to be heard."""
    for one in running:
        one.stdin.write(_GO)
        one.stdin.flush()
    return running


def _work(folder: Path, shared: str, seconds: float) -> None:
    """Work as one client until the time is over, and correct `shared`; print what came of it."""
    with tempfile.TemporaryDirectory() as own:
        os.environ["LUUTRU_INDEX_DIR"] = own
        archive = open_archive(folder, person=f"client {os.getpid()}")
        search(archive, "chung")
        print("ready", flush=True)
        sys.stdin.readline()
        until = time.time() + seconds
        writes, looks, searches, corrected, met = [], [], [], 0, 0
        while time.time() < until:
            writes.append(_timed(lambda: new_agreement(archive, [("title_vi", "Thỏa thuận")])))
            done, took = _corrected(archive, shared)
            corrected, met = corrected + done, met + (not done)
            writes += [took] * done
            looks.append(_timed(lambda: agreement_rows(archive, agreement_ids(archive)[:50])))
            if len(looks) % _SEARCHED == 1:
                searches.append(_timed(lambda: search(archive, "ban ghi nho chung")))
        archive.close()
    told = {"writes": writes, "looks": looks, "searches": searches}
    print(json.dumps({**told, "corrected": corrected, "met": met}))


def _corrected(archive: Archive, reference: str) -> tuple[bool, float]:
    note, version = _note_of(archive, reference)
    began = time.perf_counter()
    try:
        describe(archive, reference, [("note", str(int(note) + 1))], version=version)
    except EditedMeanwhile:
        return False, 0.0
    return True, time.perf_counter() - began


def _note_of(archive: Archive, reference: str) -> tuple[str, int]:
    query = select(Agreement.note, Agreement.version).where(Agreement.reference == reference)
    with archive.catalogue.read() as session:
        note, version = session.execute(query).one()
        return note, version


def _gaps(archive: Archive) -> int:
    with archive.catalogue.read() as session:
        references = session.scalars(select(Agreement.reference)).all()
    numbers = sorted(int(one.partition("-")[2]) for one in references)
    return sum(number != wanted for wanted, number in enumerate(numbers, start=1))


def _timed(act: Any) -> float:  # noqa: ANN401  anything that can be called
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def _tell(told: dict[str, Any]) -> None:
    if "writes_s" in told:
        _tell_office(told)
    for act, messages in told["messages"].items():
        print(
            f"{act:<9} {messages:3} messages, {told['near_ms'][act]:7.1f} ms,"
            f" with {told['delay_ms']:g} ms more for each {told['far_ms'][act]:7.1f} ms"
        )


def _tell_office(told: dict[str, Any]) -> None:
    for name in told["writes_s"]:
        who = "one desk, SQLite" if name == "desk" else f"{name} in the office"
        print(
            f"{who:<18} {told['writes_s'][name]:7.1f} writes/s, half within"
            f" {told['p50_ms'][name]:6.1f} ms, list {told['list_ms'][name]:6.1f} ms,"
            f" search {told['search_ms'][name]:6.1f} ms, {told['met'][name]} met another"
        )
    print(f"99 of 100 writes of {CLIENTS[-1]} clients within {told['p99_s']:.2f} s   (aim: 2 s)")
    print(f"lost updates {told['lost_updates']}, gaps in numbers {told['number_gaps']}")
    for agreements, took in told["grown_ms"].items():
        words = ", ".join(f"{what} {ms:.1f} ms" for what, ms in took.items())
        print(f"{int(agreements):>9,} agreements: {words}")
    print("grown by", ", ".join(f"{what} {ratio:.2f}" for what, ratio in told["growth"].items()))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="seconds instead of minutes")
    parser.add_argument("--json", action="store_true", help="one object on the last line")
    parser.add_argument("--seconds", type=float, default=0)
    parser.add_argument("--growth", type=int, nargs="+", help="agreements of the archives compared")
    parser.add_argument("--slow", type=float, metavar="MS", help="only a desk that is so far away")
    parser.add_argument("--client", help=argparse.SUPPRESS)
    parser.add_argument("--shared", help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
