"""Signs with a key that never leaves its token, by the mechanism that the token has for it."""

from typing import Any, Final

from pkcs11 import Attribute, Mechanism, ObjectClass
from pyhanko.sign.pkcs11 import PKCS11Signer
from pyhanko.sign.signers import Signer
from typing_extensions import override

from luutru.stamping.tokens import Login, told_as_faults
from luutru.stamping.trouble import CannotStamp, Fault

_MECHANISMS: Final = {
    "rsa": (Mechanism.SHA256_RSA_PKCS, Mechanism.RSA_PKCS),
    "ec": (Mechanism.ECDSA_SHA256, Mechanism.ECDSA),
}
"""For each kind of key: the token hashes and signs, or it signs what we hashed."""


class TokenSigner(PKCS11Signer):
    """The signer of one login; both signatures of a copy are made in its session."""

    def __init__(self, login: Login) -> None:
        """Find the private key and how the token signs with it.

        Raises:
            CannotStamp: There is no such key, or no mechanism for it.
        """
        self.login = login
        with told_as_faults():
            found = _key_of(login)
            again = _asks_again(found)
            has_raw_only = _has_raw_only(login)
        super().__init__(
            login.session,
            signing_cert=login.chosen.certificate,
            ca_chain=login.chain,
            use_raw_mechanism=has_raw_only,
            base_sign_kwargs={"pin": login.pin} if again else None,
        )
        self._key_handle = found
        self._loaded = True

    @override
    async def async_sign_raw(
        self, data: bytes, digest_algorithm: str, dry_run: bool = False
    ) -> bytes:
        with told_as_faults():
            return await super().async_sign_raw(data, digest_algorithm, dry_run)

    def close(self) -> None:
        """Log out."""
        with told_as_faults():
            self.login.session.close()


def refuse_gone(signer: Signer) -> None:
    """Make sure that the token of a signer still answers.

    Raises:
        CannotStamp: It does not.
    """
    if isinstance(signer, TokenSigner):
        with told_as_faults():
            _key_of(signer.login)


def _key_of(login: Login) -> Any:  # noqa: ANN401  a key of python-pkcs11
    """Return the private key that belongs to the certificate: by its id, else by its label."""
    chosen = login.chosen
    for name, value in ((Attribute.ID, chosen.id), (Attribute.LABEL, chosen.seen.label)):
        wanted = {Attribute.CLASS: ObjectClass.PRIVATE_KEY, name: value}
        found = list(login.session.get_objects(wanted)) if value else []
        if len(found) == 1:
            return found[0]
    raise CannotStamp(Fault.NO_KEY)


def _asks_again(key: Any) -> bool:  # noqa: ANN401  a key of python-pkcs11
    """Tell whether the token wants the PIN before each signature (CKA_ALWAYS_AUTHENTICATE)."""
    try:
        return bool(key[Attribute.ALWAYS_AUTHENTICATE])
    except KeyError:
        return False


def _has_raw_only(login: Login) -> bool:
    kind = login.chosen.certificate.public_key.algorithm
    has = login.token.slot.get_mechanisms()
    hashing, raw = _MECHANISMS.get(kind, (None, None))
    if hashing in has:
        return False
    if raw in has:
        return True
    raise CannotStamp(Fault.NO_MECHANISM, kind)
