"""Answers what the program asks of the stamping process: look, open keys, certify, check."""

import base64
import errno
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from luutru import clock
from luutru.reading import pipe_end
from luutru.reading.confinement import allow_writing, confine
from luutru.reading.wire import Message
from luutru.stamping.key_ring import KeyRing, authorities, trust_from
from luutru.stamping.trouble import CannotStamp, Fault

Answer = tuple[Message, bytes]


class Server:
    """Answers one question after the other; a key that was opened is held between them."""

    def __init__(self, made_mb: int) -> None:
        self._made_mb = made_mb
        self._keys = KeyRing()
        self._answers: dict[str, Callable[[Message], Message]] = {
            "look": _look,
            "certify": self._certify,
            "check": _check,
            "trial_key": self._trial_key,
            "key": self._keys.key,
            "tokens": self._keys.tokens,
            "authorities": authorities,
            "forget": self._forget,
            "extract": self._extract,
            "preview": self._preview,
            "sign_text": self._sign_text,
            "check_text": _check_text,
            "check_code": _check_code,
            "wrap": self._wrap,
            "paper": self._paper,
            "room": _room,
        }

    def answer(self, question: Message) -> Answer:
        """Answer `question`; what cannot be done is told as a fault."""
        try:
            return self._answers[question["ask"]](question), b""
        except CannotStamp as error:
            return {"fault": error.fault, "detail": error.detail}, b""
        except MemoryError:
            return {"fault": Fault.DAMAGED, "detail": "memory", "leaving": True}, b""
        except OSError as error:
            is_full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
            told = error.strerror or type(error).__name__
            return {"fault": "full" if is_full else "disk", "detail": told}, b""
        except Exception as error:  # noqa: BLE001  the edge of the process: a file is to blame
            return {"fault": Fault.DAMAGED, "detail": type(error).__name__}, b""

    def _certify(self, question: Message) -> Message:
        from luutru.stamping.certifying import certify  # noqa: PLC0415  pyHanko takes two seconds
        from luutru.stamping.facts import from_plain  # noqa: PLC0415

        facts = from_plain(question["facts"])
        with allow_writing(self._made_mb):
            made = certify(
                Path(question["base"]),
                Path(question["part"]),
                facts,
                self._keys.signer(question["signer"], facts.moment),
                trust_from(question["proof"]) if question["proof"] else None,
            )
        return asdict(made)

    def _forget(self, _question: Message) -> Message:
        self._keys.forget()
        return {}

    def _sign_text(self, question: Message) -> Message:
        from luutru.stamping.detached import sign_detached  # noqa: PLC0415

        signer = self._keys.signer(question["signer"], clock.now())
        made = sign_detached(question["text"].encode(), signer)
        return {"signature": base64.b64encode(made).decode("ascii")}

    def _trial_key(self, question: Message) -> Message:
        from luutru.stamping.signing import make_trial_key  # noqa: PLC0415

        with allow_writing(self._made_mb):
            make_trial_key(
                Path(question["file"]), question["password"], question["agency"], clock.now()
            )
        return {}

    def _extract(self, question: Message) -> Message:
        from luutru.stamping.extracting import extract  # noqa: PLC0415
        from luutru.stamping.shown import extract_from  # noqa: PLC0415

        wanted = extract_from(question["extract"])
        with allow_writing(self._made_mb):
            extract(_path(question), wanted, Path(question["target"]), question["password"])
        return {}

    def _wrap(self, question: Message) -> Message:
        from luutru.stamping.wrapping import wrap  # noqa: PLC0415

        with allow_writing(self._made_mb):
            wrap(_path(question), Path(question["target"]), question["password"])
        return {}

    def _paper(self, question: Message) -> Message:
        from luutru.stamping.digests import digest  # noqa: PLC0415
        from luutru.stamping.facts import from_plain  # noqa: PLC0415
        from luutru.stamping.paper import lay_out  # noqa: PLC0415

        target, facts = Path(question["target"]), from_plain(question["facts"])
        with allow_writing(self._made_mb):
            has_sheet = lay_out(_path(question), target, facts, question["password"])
        return {"sha256": digest(target), "has_sheet": has_sheet}

    def _preview(self, question: Message) -> Message:
        from luutru.stamping.facts import from_plain  # noqa: PLC0415
        from luutru.stamping.previewing import preview  # noqa: PLC0415
        from luutru.stamping.shown import extract_from  # noqa: PLC0415

        facts, wanted = from_plain(question["facts"]), question["extract"]
        shown = extract_from(wanted) if wanted else None
        with allow_writing(self._made_mb):
            preview(_path(question), facts, Path(question["target"]), shown, question["password"])
        return {}


def _path(question: Message) -> Path:
    return Path(question["file"])


def _room(question: Message) -> Message:
    from luutru.stamping.facts import from_plain  # noqa: PLC0415
    from luutru.stamping.placing import placed  # noqa: PLC0415

    told = placed(_path(question), from_plain(question["facts"]), question["number"],
                  question["password"])  # fmt: skip
    return asdict(told)


def _look(question: Message) -> Message:
    from luutru.stamping.preflight import look  # noqa: PLC0415

    return asdict(look(_path(question), question["password"]))


def _check(question: Message) -> Message:
    from luutru.stamping.checking import check  # noqa: PLC0415

    return asdict(
        check(
            Path(question["file"]),
            trust_from(question),
            master_sha256=question["master"],
            may_be_trial=question["trial"],
        )
    )


def _check_text(question: Message) -> Message:
    from luutru.stamping.detached import check_detached  # noqa: PLC0415

    signature = base64.b64decode(question["signature"], validate=True)
    return asdict(check_detached(question["text"].encode(), signature, trust_from(question)))


def _check_code(question: Message) -> Message:
    from luutru.stamping.code_checking import check_code  # noqa: PLC0415
    from luutru.stamping.code_reading import read_code  # noqa: PLC0415

    certificates = map(base64.b64decode, question["certificates"])
    return asdict(check_code(read_code(question["text"]), certificates))


def serve() -> None:
    """Take questions from standard input and answer on standard output until told to end."""

    def begin(greeting: Message) -> Callable[[Message], Answer]:
        confine(greeting["memory_mb"], greeting["made_mb"])
        return Server(greeting["made_mb"]).answer

    pipe_end.serve(begin)
