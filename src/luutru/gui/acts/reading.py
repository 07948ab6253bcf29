"""Makes an act of what was typed into its form; what does not fit is refused with its field."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from luutru.errors import UnacceptableValue
from luutru.gui.acts.asks import Ask, Form, Input
from luutru.i18n import translate
from luutru.records.fields import BY_NAME
from luutru.services import values
from luutru.services.life import acts
from luutru.vietnamese.dates import read_day

_WHOLE_DAY: Final = len("2023-12-07")


@dataclass(frozen=True, slots=True)
class Subject:
    """What an act is upon: an agreement by its reference, or an authority by its number."""

    title: str
    reference: str = ""
    authority_id: int = 0


Typed = Mapping[str, str]


def missing(form: Form, typed: Typed) -> list[str]:
    """Return the labels of what is needed and not entered yet."""
    wanted = [ask.label for ask in form.asks if ask.is_needed and not typed.get(ask.name)]
    if form.kind == "extension":
        if not any(typed.get(name) for name in ("letter", "answer", "on")):
            wanted.append(_label(form, "on"))
        if not any(typed.get(name) for name in ("until", "period", "by")):
            wanted.append(_label(form, "until"))
    return [translate(label) for label in wanted]


def act_of(form: Form, subject: Subject, typed: Typed) -> acts.Act:
    """Return the act that a form describes.

    Raises:
        UnacceptableValue: Something typed is no day, or no period.
    """
    read: dict[str, Any] = {ask.name: _read(ask, typed.get(ask.name, "")) for ask in form.asks}
    proofs = (read.get("evidence"), read.get("answer_proof"))
    common = {
        "effective_on": read.get("on"),
        "reason": read.get("reason") or "",
        "evidence": tuple(filter(None, proofs)),
    }
    if subject.reference:
        return _OF_AGREEMENTS[form.kind](read, {"reference": subject.reference, **common})
    own = {"authority_id": subject.authority_id, "legal_act": read["legal_act"], **common}
    return _OF_AUTHORITIES[form.kind](read, own)


def _read(ask: Ask, typed: str) -> Any:  # noqa: ANN401  what the kind of input gives
    if ask.input is Input.DAY:
        return _day(ask, typed) if typed else None
    if ask.input is Input.EDTF:
        return values.read(BY_NAME["expires_on"], typed)
    if ask.input is Input.PERIOD:
        return values.read(BY_NAME["duration"], typed)
    if ask.input is Input.LINES:
        lines = (" ".join(line.split()) for line in typed.splitlines())
        return tuple(acts.Named(line) for line in lines if line)
    return " ".join(typed.split())


def _day(ask: Ask, typed: str) -> date:
    edtf = read_day(typed)
    if edtf is None or len(edtf) != _WHOLE_DAY:
        expected = translate("a day such as 07/12/2023")
        raise UnacceptableValue(translate(ask.label), typed, expected)
    return date.fromisoformat(edtf)


def _extension(read: dict[str, Any], own: dict[str, Any]) -> acts.Act:
    letters = tuple(filter(None, (read["letter"], read["answer"])))
    return acts.Extension(
        letters=letters, new_expiry=read["until"], period=read["period"], by=read["by"], **own
    )


_OF_AGREEMENTS: Final[dict[str, Callable[[dict[str, Any], dict[str, Any]], acts.Act]]] = {
    "extension": _extension,
    "amendment": lambda read, own: acts.Amendment(by=read["by"], new_expiry=read["until"], **own),
    "replacement": lambda read, own: acts.Replacement(by=read["by"], **own),
    "suspension": lambda read, own: acts.Suspension(until=read["last"], **own),
    "lifting": lambda _read, own: acts.Lifting(**own),
    "notice": lambda _read, own: acts.Notice(**own),
    "termination": lambda read, own: acts.Termination(by=read["by"], **own),
    "withdrawal": lambda _read, own: acts.Withdrawal(**own),
    "override": lambda read, own: acts.Override(status=read["status"], **own),
}
_OF_AUTHORITIES: Final[dict[str, Callable[[dict[str, Any], dict[str, Any]], acts.Act]]] = {
    "renaming": lambda read, own: acts.Renaming(
        name=read["name"], abbreviation=read["abbreviation"], **own
    ),
    "merger": lambda read, own: acts.Merger(into=acts.Named(read["by"]), **own),
    "division": lambda read, own: acts.Division(into=read["into"], **own),
    "succession": lambda read, own: acts.Succession(by=acts.Named(read["by"]), **own),
}


def _label(form: Form, name: str) -> str:
    return next(ask.label for ask in form.asks if ask.name == name)
