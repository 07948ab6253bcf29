"""`luutru copies revocations`: the signed list that says which copies hold, to be carried out."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path
from typing import Final

from luutru.cli import signers
from luutru.cli.terminal import Terminal
from luutru.i18n import translate, translate_count
from luutru.services.archive import Archive
from luutru.services.copies.revocations import write_revocations

ACT: Final = "revocations"


def configure(add: Callable[[str, str], ArgumentParser]) -> None:
    """Say what the act takes."""
    act = add(ACT, translate("the signed list of copies that hold or were revoked"))
    act.add_argument(
        "--out", type=Path, required=True, metavar="FILE.json", help=translate("the list")
    )
    act.add_argument(
        "--signer", type=signers.named, required=True,
        metavar="p12:FILE|pkcs11:MODULE?token=…&cert=…|trial",
        help=translate("the key that signs; trial lists the trial copies"),
    )  # fmt: skip
    act.add_argument(
        "--pin-file", "--password-file", dest="pin_file", type=Path, metavar="FILE",
        help=translate("what opens the key; without it a person is asked"),
    )  # fmt: skip


def run(options: Namespace, terminal: Terminal, archive: Archive) -> None:
    """Do it."""
    listed = write_revocations(archive, options.out, signers.opened_by(options))
    told = translate_count(
        "{count} number, {revoked} revoked: {path}", "{count} numbers, {revoked} revoked: {path}",
        listed.count, revoked=listed.revoked, path=str(listed.path),
    )  # fmt: skip
    terminal.answer(listed, told)
