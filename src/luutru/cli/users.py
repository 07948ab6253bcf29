"""`luutru users`: accounts and their roles, sign-in, and who is cleared for marked agreements."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path
from typing import Final

from luutru.cli.command import DONE
from luutru.cli.opening import opened, opened_at_gate
from luutru.cli.parser import add_actions
from luutru.cli.signing_in import keep_secret, password_of, secret_in, typed
from luutru.cli.terminal import Terminal
from luutru.cli.wording import label
from luutru.i18n import translate
from luutru.records.code_lists import code_list
from luutru.services.archive import Archive
from luutru.services.people import accounts, clearances, passwords, signing_in, switching, ties
from luutru.system import filing


def configure(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    add = add_actions(parser)
    add("list", translate("lists the accounts"))
    adding = add("add", translate("adds an account"))
    _named(adding)
    adding.add_argument("--full-name", default="", metavar="NAME", help=translate("for the log"))
    _roles(adding, "--role", action="append", default=[])
    _password(adding)
    giving = add("role", translate("gives an account these roles and no others"))
    _named(giving)
    _roles(giving, "roles", nargs="+")
    password = add("password", translate("changes your password, or resets that of an account"))
    password.add_argument("name", nargs="?", default="", metavar="NAME", help=_whose())
    _password(password)
    _named(add("disable", translate("lets nobody sign in with an account; it stays")))
    _named(add("enable", translate("lets an account sign in again")))
    _ties(add)
    switch = add("signin", translate("turns sign-in on or off, or tells which"))
    switch.add_argument("to", nargs="?", choices=("on", "off"), help=translate("on or off"))
    _key(switch, translate("writes the recovery key into this new file, to be kept in the safe"))
    recover = add("recover", translate("makes an account administrator again, by the recovery key"))
    _named(recover)
    _key(recover, translate("the file that has the recovery key"))
    _password(recover)
    add("marked", translate("lists marked agreements, and who is cleared for each"))
    for name, told in (
        ("clear", translate("clears an account for a marked agreement")),
        ("unclear", translate("takes a clearance back")),
    ):
        clearing = add(name, told)
        _named(clearing)
        clearing.add_argument("reference", metavar="REF", help=translate("such as 2026-0001"))
        clearing.add_argument("--reason", default="", metavar="TEXT", help=translate("why"))


def _ties(add: Callable[..., ArgumentParser]) -> None:
    tying = add("tie", translate("ties an account of the server to an account of the archive"))
    _named(tying)
    told = translate("as whom the person connects to the server")
    tying.add_argument("server_account", metavar="SERVERACCOUNT", help=told)
    _named(add("untie", translate("lets the server show nothing to what is tied to an account")))


def run(options: Namespace, terminal: Terminal) -> int:
    """Do it; return the status for the shell."""
    if options.action == "recover":
        with opened_at_gate(options) as archive:
            _recover(archive, options, terminal)
    elif options.action == "signin" and options.to is None:
        with opened_at_gate(options) as archive:
            asks = signing_in.asks(archive)
        words = translate("Sign-in is on.") if asks else translate("Sign-in is off.")
        terminal.answer({"sign_in": asks}, words)
    else:
        with opened(options) as archive:
            _ACTIONS[options.action or "list"](archive, options, terminal)
    return DONE


def _list(archive: Archive, _options: Namespace, terminal: Terminal) -> None:
    rows = accounts.accounts(archive)
    if terminal.wants_json:
        terminal.document({"accounts": rows})
        return
    if not rows:
        terminal.remark(translate("There are no accounts."))
        return
    shows_ties = archive.is_shared
    terminal.table(
        [
            translate("Account"),
            translate("Full name"),
            translate("Roles"),
            translate("State"),
            *([translate("Account of the server")] if shows_ties else []),
        ],
        [
            (
                row.name,
                row.full_name,
                ", ".join(label("role", role) for role in row.roles),
                translate("disabled") if row.disabled_at else translate("active"),
                *([row.server_account] if shows_ties else []),
            )
            for row in rows
        ],
    )


def _add(archive: Archive, options: Namespace, terminal: Terminal) -> None:
    password = _new_password(options)
    accounts.add_account(archive, options.name, options.full_name, options.role, password)
    _done(terminal, translate("{name} was added.", name=options.name), options)


def _role(archive: Archive, options: Namespace, terminal: Terminal) -> None:
    accounts.set_roles(archive, options.name, options.roles)
    _done(terminal, translate("{name} has these roles now.", name=options.name), options)


def _change(archive: Archive, options: Namespace, terminal: Terminal) -> None:
    account = archive.account
    if options.name or account is None:
        accounts.reset_password(archive, options.name, _new_password(options))
    else:
        former = password_of(account.name, options)
        signing_in.change_password(archive, former, _new_password(options))
    _done(terminal, translate("The password was changed."), options)


def _disable(archive: Archive, options: Namespace, terminal: Terminal) -> None:
    disabled = options.action == "disable"
    accounts.set_disabled(archive, options.name, disabled=disabled)
    told = (
        translate("{name} cannot sign in any more.", name=options.name)
        if disabled
        else translate("{name} can sign in again.", name=options.name)
    )
    _done(terminal, told, options)


def _tie(archive: Archive, options: Namespace, terminal: Terminal) -> None:
    if options.action == "untie":
        ties.untie(archive, options.name)
        told = translate("{name} is tied to no account of the server any more.", name=options.name)
    else:
        ties.tie(archive, options.name, options.server_account)
        told = translate(
            "The server shows its account {account} what {name} may see.",
            account=options.server_account,
            name=options.name,
        )
        terminal.remark(translate(ties.LIMITS))
    _done(terminal, told, options)


def _switch(archive: Archive, options: Namespace, terminal: Terminal) -> None:
    if options.to == "off":
        switching.turn_off(archive)
        _done(terminal, translate("Sign-in is off."), options)
        return
    switching.refuse_early(archive)
    key = passwords.new_recovery_key()
    if options.recovery_key_file:
        keep_secret(options.recovery_key_file, key)
        confirmed = key
    else:
        terminal.line(translate("Recovery key, shown once: {key}", key=key))
        confirmed = typed(translate("Type it from the paper on which you wrote it: "))
    try:
        switching.turn_on(archive, key, confirmed)
    except BaseException:
        if options.recovery_key_file:
            filing.remove(options.recovery_key_file, missing_ok=True)
        raise
    terminal.remark(translate(switching.LIMITS))
    _done(terminal, translate("Sign-in is on."), options)


def _recover(archive: Archive, options: Namespace, terminal: Terminal) -> None:
    file = options.recovery_key_file
    key = secret_in(file) if file else typed(translate("Recovery key: "))
    another = switching.recover_account(archive, key, options.name, _new_password(options))
    told = translate("{name} is administrator again.", name=options.name)
    if terminal.wants_json:
        terminal.document({"name": options.name, "recovery_key": another})
        return
    terminal.remark(told)
    terminal.line(translate("New recovery key, shown once: {key}", key=another))


def _marked(archive: Archive, _options: Namespace, terminal: Terminal) -> None:
    rows = clearances.marked_agreements(archive)
    if terminal.wants_json:
        terminal.document({"marked": rows})
    elif not rows:
        terminal.remark(translate("No agreement bears a mark of secrecy."))
    else:
        terminal.table(
            [translate("Reference"), translate("Mark"), translate("Cleared")],
            [
                (row.reference, label("secrecy", row.secrecy), ", ".join(row.cleared))
                for row in rows
            ],
        )


def _clear(archive: Archive, options: Namespace, terminal: Terminal) -> None:
    if options.action == "clear":
        clearances.grant(archive, options.reference, options.name, options.reason)
        told = translate(
            "{name} may see {reference} now.", name=options.name, reference=options.reference
        )
    else:
        clearances.withdraw(archive, options.reference, options.name, options.reason)
        told = translate(
            "{name} may see {reference} no longer.", name=options.name, reference=options.reference
        )
    _done(terminal, told, options)


_ACTIONS: Final[dict[str, Callable[[Archive, Namespace, Terminal], None]]] = {
    "list": _list,
    "add": _add,
    "role": _role,
    "password": _change,
    "disable": _disable,
    "enable": _disable,
    "tie": _tie,
    "untie": _tie,
    "signin": _switch,
    "marked": _marked,
    "clear": _clear,
    "unclear": _clear,
}


def _done(terminal: Terminal, told: str, options: Namespace) -> None:
    if terminal.wants_json:
        terminal.document({"name": getattr(options, "name", ""), "done": options.action})
    else:
        terminal.remark(told)


def _new_password(options: Namespace) -> str:
    if options.password_file:
        return secret_in(options.password_file)
    return typed(translate("New password: "))


def _named(parser: ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help=_whose())


def _whose() -> str:
    return translate("the name of the account")


def _roles(parser: ArgumentParser, name: str, **more: object) -> None:
    codes = code_list("role").codes
    told = translate("one of {roles}", roles=", ".join(codes))
    parser.add_argument(name, metavar="ROLE", help=told, **more)  # type: ignore[arg-type]  # argparse's own


def _password(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--password-file", type=Path, metavar="FILE", help=translate("the new password")
    )


def _key(parser: ArgumentParser, told: str) -> None:
    parser.add_argument("--recovery-key-file", type=Path, metavar="FILE", help=told)
