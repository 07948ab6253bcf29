"""`luutru verify-qr`: whether the code on a sheet is genuine, and what the register says of it."""

from argparse import Namespace

from luutru.cli.code_verdicts import configure, document_of_code, lines_of_code
from luutru.cli.opening import register_asked
from luutru.cli.terminal import Terminal
from luutru.cli.verdicts import STATUS, UNCHECKED
from luutru.errors import LuutruError
from luutru.i18n import translate
from luutru.services.copies.codes import verify_code
from luutru.services.copies.pictured import code_in

__all__ = ["configure", "run"]


def run(options: Namespace, terminal: Terminal) -> int:
    """Do it; return the status for the shell: 0 accepted, 1 rejected, 2 cannot be checked."""
    if bool(options.text) == bool(options.image):
        terminal.complain(translate("Give either what the code says, or --image."))
        return UNCHECKED
    try:
        text = options.text or code_in(options.image)
        with register_asked(options) as archive:
            judged = verify_code(
                text, archive=archive, roots=options.roots, may_be_trial=options.trial
            )
    except LuutruError as error:
        terminal.complain(str(error))
        return UNCHECKED
    if terminal.wants_json:
        terminal.document(document_of_code(judged))
    else:
        for line in lines_of_code(judged):
            terminal.line(line)
    return STATUS[judged.verdict.value]
