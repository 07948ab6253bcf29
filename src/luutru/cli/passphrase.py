"""`luutru passphrase`: renews what unlocks an encrypted archive."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from luutru.cli.command import DONE
from luutru.cli.new_secrets import (
    add_new_secrets,
    another_key,
    new_passphrase,
    recovery_key_given,
)
from luutru.cli.opening import folder_meant, opened
from luutru.cli.parser import add_actions
from luutru.cli.passphrases import passphrase_of
from luutru.cli.terminal import Terminal
from luutru.errors import NotEncrypted
from luutru.i18n import translate
from luutru.services import passphrases
from luutru.services.archive import find_archive


def configure(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    add = add_actions(parser)
    add_new_secrets(add("change", translate("Sets another passphrase.")))
    add_new_secrets(add("renew", translate("Gives another recovery key, and shows it once.")))
    recovering = add("recover", translate("Sets a new passphrase by the recovery key."))
    add_new_secrets(recovering)
    recovering.add_argument(
        "--recovery-key-file", type=Path, metavar="FILE",
        help=translate("the file with the recovery key; else it is asked"),
    )  # fmt: skip


def run(options: Namespace, terminal: Terminal) -> int:
    """Do it; return the status for the shell."""
    if options.action == "recover":
        _recover(options, terminal)
    elif options.action == "renew":
        _renew(options, terminal)
    else:
        _change(options, terminal)
    return DONE


def _change(options: Namespace, terminal: Terminal) -> None:
    folder = folder_meant(options)
    with opened(options) as archive:
        if not archive.keyring.is_encrypted:
            raise NotEncrypted(str(folder))
        former = passphrase_of(options, folder)
        wanted = new_passphrase(getattr(options, "new_passphrase_file", None))
        passphrases.change_passphrase(archive, former, wanted)
    terminal.answer({"changed": True}, translate("The passphrase was changed."))


def _renew(options: Namespace, terminal: Terminal) -> None:
    folder = folder_meant(options)
    with opened(options) as archive:
        if not archive.keyring.is_encrypted:
            raise NotEncrypted(str(folder))
        with another_key(options.new_key_file, terminal) as key:
            passphrases.renew_key(archive, key)
    terminal.answer({"renewed": True}, translate("The former recovery key opens nothing any more."))


def _recover(options: Namespace, terminal: Terminal) -> None:
    folder = folder_meant(options)
    archive = find_archive(folder)
    try:
        if not archive.keyring.is_encrypted:
            raise NotEncrypted(str(folder))
        given = recovery_key_given(options.recovery_key_file)
        archive.keyring.unlock_by_recovery_key(given)
        wanted = new_passphrase(options.new_passphrase_file)
        with another_key(options.new_key_file, terminal) as key:
            passphrases.recover(archive, given, wanted, key)
    finally:
        archive.close()
    terminal.answer(
        {"recovered": True}, translate("The archive opens by the new passphrase and the new key.")
    )
