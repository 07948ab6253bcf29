"""Tokens made of software (SoftHSM), and the authority that certifies the keys on them."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Final

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from tests.authorities import DAY, Authority, key_of, private_bytes

from luutru.holdings.stamper import TokenKey

MODULE: Final = Path("/usr/lib/softhsm/libsofthsm2.so")
TWO: Final = "HAI"
PIN: Final = "246810"
_SO_PIN: Final = "13579246"
_PUT: Final = """
import sys, pkcs11
from pkcs11 import Attribute, CertificateType, ObjectClass
module, token, pin, label, id_ = sys.argv[1:]
with pkcs11.lib(module).get_token(token_label=token).open(rw=True, user_pin=pin) as session:
    from asn1crypto import x509
    der = sys.stdin.buffer.read()
    certificate = x509.Certificate.load(der)
    session.create_object({
        Attribute.CLASS: ObjectClass.CERTIFICATE, Attribute.CERTIFICATE_TYPE: CertificateType.X_509,
        Attribute.TOKEN: True, Attribute.PRIVATE: False, Attribute.LABEL: label,
        Attribute.ID: bytes.fromhex(id_), Attribute.VALUE: der,
        Attribute.SUBJECT: certificate.subject.dump(),
        Attribute.ISSUER: certificate.issuer.dump(),
        Attribute.SERIAL_NUMBER: certificate["tbs_certificate"]["serial_number"].dump(),
    })
"""
"""Run apart: the module of a token is loaded in no process but one that ends with it."""


class Drawer:
    """A drawer of tokens; each is plugged in from when it is made."""

    def __init__(self, folder: Path, authority: Authority) -> None:
        self.authority = authority
        self.folder = folder
        self._keys = folder / "keys"
        for part in (folder / "tokens", self._keys):
            part.mkdir(parents=True)
        self.conf = folder / "softhsm2.conf"
        self.conf.write_text(f"directories.tokendir = {folder / 'tokens'}\nlog.level = ERROR\n")

    def token(self, label: str) -> None:
        """Make a token with nothing on it."""
        _softhsm("--init-token", "--free", "--label", label, "--so-pin", _SO_PIN, "--pin", PIN)

    def put(
        self,
        token: str,
        label: str,
        kind: str,
        id_: str,
        *,
        has_key: bool = True,
        **more: timedelta,
    ) -> x509.Certificate:
        """Put a key and its certificate on a token."""
        key = key_of(kind)
        if has_key:
            file = self._keys / f"{kind}.pem"
            file.write_bytes(private_bytes(key))
            _softhsm("--import", str(file), "--token", token, "--label", label, "--id", id_,
                     "--pin", PIN)  # fmt: skip
        certificate = self.authority.issue(f"CƠ QUAN {label}", key, **more)
        self.put_certificate(token, label, id_, certificate)
        return certificate

    def put_certificate(self, token: str, label: str, id_: str, made: x509.Certificate) -> None:
        """Put a certificate on a token."""
        words = [sys.executable, "-c", _PUT, str(MODULE), token, PIN, label, id_]
        subprocess.run(words, input=made.public_bytes(Encoding.DER), check=True)

    def pull(self, label: str) -> None:
        """Pull a token out: whatever is asked of it from now on fails."""
        for file in (self.folder / "tokens").glob("*/token.object"):
            if label.encode() in file.read_bytes():
                shutil.rmtree(file.parent)

    def generation(self, label: str) -> bytes:
        """Return what a token keeps of itself, which changes when it refuses a PIN."""
        files = sorted((self.folder / "tokens").glob("*/token.object"))
        return b"".join(file.read_bytes() for file in files if label.encode() in file.read_bytes())


def token_key(token: str = TWO, certificate: str = "", pin: str = PIN) -> TokenKey:
    """Return how a key is asked for."""
    return TokenKey(MODULE, token, certificate, pin)


def set_pin(token: str, old: str, new: str) -> None:
    """Change the PIN of a token, as its own program does."""
    words = "import sys, pkcs11; module, token, old, new = sys.argv[1:]\n"
    words += "pkcs11.lib(module).get_token(token_label=token).open(rw=True, user_pin=old)"
    words += ".set_pin(old, new)"
    subprocess.run([sys.executable, "-c", words, str(MODULE), token, old, new], check=True)


def _softhsm(*words: str) -> None:
    subprocess.run(["softhsm2-util", *words], check=True, capture_output=True)


@pytest.fixture(scope="session")
def authority() -> Authority:
    """The authority that certifies all keys of the tests."""
    return Authority()


@pytest.fixture(scope="session")
def drawer(tmp_path_factory: pytest.TempPathFactory, authority: Authority) -> Iterator[Drawer]:
    """Two tokens: one with a key of each kind and the chain above them, and one with one key."""
    made = Drawer(tmp_path_factory.mktemp("drawer") / "own", authority)
    before = os.environ.get("SOFTHSM2_CONF")
    os.environ["SOFTHSM2_CONF"] = str(made.conf)
    made.token("HAI")
    made.put("HAI", "cq-rsa", "rsa", "01")
    made.put("HAI", "cq-ec", "ec", "02")
    made.put("HAI", "het-han", "ec", "03", has_key=False, begins=-9 * DAY, ends=-2 * DAY)
    made.put("HAI", "khong-khoa", "rsa", "04", has_key=False)
    made.put_certificate("HAI", "ca", "05", authority.issuing)
    made.put_certificate("HAI", "la", "06", Authority("CA khác").issuing)
    made.token("MOT")
    made.put("MOT", "van-thu", "ec", "0a")
    yield made
    if before is None:
        del os.environ["SOFTHSM2_CONF"]
    else:
        os.environ["SOFTHSM2_CONF"] = before
