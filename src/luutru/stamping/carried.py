"""What a copy of level B-LT carries along: authorities above its certificate, and their lists."""

from dataclasses import dataclass, replace
from typing import Final

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import EmbeddedPdfSignature
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError

from luutru.stamping.chain import newest_for, prove
from luutru.stamping.told import Trust
from luutru.stamping.trouble import CannotStamp, Fault

_UNREADABLE: Final = (PdfError, ValueError, TypeError, LookupError, AttributeError)


@dataclass(frozen=True)
class Carried:
    """Certificates and lists as DER; they make no root of anything."""

    certificates: tuple[bytes, ...] = ()
    lists: tuple[bytes, ...] = ()

    def beside(self, trust: Trust) -> Trust:
        """Add the certificates to what is trusted, as authorities that may stand on the way."""
        return replace(trust, others=(*trust.others, *self.certificates))

    def asked(self, signature: EmbeddedPdfSignature, trust: Trust) -> tuple[str, str]:
        """Return the moment of the list that speaks of who signed, and when that was revoked.

        A list that was carried in from outside is newer, goes first and was asked before. The one
        in the copy is asked as of the moment that the copy says it was signed at: a list of that
        day tells nothing of later ones. Both are empty where there is no list.
        """
        certificate, moment = signature.signer_cert, signature.self_reported_timestamp
        if certificate is None:
            return "", ""
        if trust.crls:
            return newest_for(certificate, trust), ""
        if moment is None or not self.lists:
            return "", ""
        inside = replace(trust, crls=self.lists)
        try:
            return prove(certificate, signature.other_embedded_certs, inside, moment), ""
        except CannotStamp as error:
            return "", error.detail if error.fault is Fault.REVOKED else ""


def carried_in(reader: PdfFileReader) -> Carried:
    """Return what a copy carries along; nothing at level B, or where it cannot be read."""
    try:
        store = DocumentSecurityStore.read_dss(reader)
        return Carried(
            tuple(one.dump() for one in store.load_certs()),
            tuple(one.get_object().data for one in store.crls),
        )
    except (NoDSSFoundError, *_UNREADABLE):
        return Carried()
