"""A store in a bucket of an S3-compatible server (MinIO, Ceph) in the network of the agency.

Who may write there is told by the environment, or by a file that only this user may read; never by
the address, which is written down.
"""

import hashlib
import os
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from email.utils import parsedate_to_datetime
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import parse_qs, urlsplit

import certifi
import urllib3
from minio import Minio
from minio.commonconfig import CopySource
from minio.error import MinioException, S3Error
from typing_extensions import override

from luutru import clock, failpoints
from luutru.errors import (
    DiskTrouble,
    ForeignStore,
    LuutruError,
    StoredFileChanged,
    StoreForbidden,
    StoreFull,
    StoreOutOfReach,
    StoreTaken,
    StoreUnfit,
    StoreUnreliable,
)
from luutru.holdings.stores.marks import MARK, mark_of, owner_in
from luutru.holdings.stores.store import QUARANTINE, Sent, Store, Stored
from luutru.holdings.stores.taking import taken
from luutru.i18n import translate
from luutru.system.kind import is_windows

SCHEMES: Final = ("s3", "s3+http")
"""With TLS, and without: for a network that nobody else is on."""
KEY, SECRET, FILE = "LUUTRU_S3_KEY", "LUUTRU_S3_SECRET", "LUUTRU_S3_FILE"
_MISSING: Final = ("NoSuchKey", "NoSuchObject", "ResourceNotFound")
_FULL: Final = ("XMinioStorageFull", "XMinioAdminBucketQuotaExceeded", "QuotaExceeded")
_FORBIDDEN: Final = ("AccessDenied", "AllAccessDisabled", "AuthFailure", "ExpiredToken",
                     "InvalidAccessKeyId", "InvalidToken", "SignatureDoesNotMatch")  # fmt: skip
"""Codes of errors. Source: Amazon S3 API Reference, List of error codes; MinIO, api-errors.go."""
_CHUNK: Final = 1 << 20
_OTHERS: Final = 0o077


class Credentials(NamedTuple):
    """Who asks."""

    key: str
    secret: str


class S3Store(Store):
    """A store of the archive `archive_id` in a bucket, below a prefix where the address has one."""

    def __init__(self, address: str, archive_id: str) -> None:
        """Nothing is asked yet. The address is `s3://HOST[:PORT]/BUCKET[/PREFIX][?region=NAME]`.

        Raises:
            StoreUnfit: It is written otherwise.
        """
        told = urlsplit(address)
        bucket, _, prefix = told.path.strip("/").partition("/")
        if told.username or told.password or not told.hostname or not bucket:
            reason = translate("it is not written as s3://SERVER/BUCKET")
            raise StoreUnfit(f"{told.scheme}://{told.hostname or ''}", reason)
        self._name = address
        self._archive_id = archive_id
        self._host, self._is_safe = told.netloc, told.scheme == "s3"
        self._region = parse_qs(told.query).get("region", ["us-east-1"])[0]
        self._bucket, self._prefix = bucket, f"{prefix}/" if prefix else ""
        self._is_ours = False

    @property
    @override
    def name(self) -> str:
        return self._name

    @cached_property
    def _client(self) -> Minio:
        who = _credentials(self._name)
        trusted = os.environ.get("SSL_CERT_FILE") or certifi.where()
        pool = urllib3.PoolManager(
            timeout=urllib3.Timeout(connect=10, read=60), cert_reqs="CERT_REQUIRED",
            ca_certs=trusted, retries=urllib3.Retry(total=2, backoff_factor=0.2),
        )  # fmt: skip
        try:
            return Minio(
                self._host, who.key, who.secret, secure=self._is_safe, region=self._region,
                http_client=pool,
            )  # fmt: skip
        except ValueError as error:
            raise StoreUnfit(self._name, str(error)) from error

    @override
    def found(self, prefixes: Sequence[str]) -> None:
        with self._explained():
            if not self._client.bucket_exists(self._bucket):
                self._client.make_bucket(self._bucket)
            if next(iter(self._objects("")), None) is not None:
                raise StoreTaken(self.name)
            content = mark_of(self._archive_id)
            self._client.put_object(self._bucket, self._at(MARK), BytesIO(content), len(content))

    @override
    def abandon(self) -> None:
        with suppress(LuutruError), self._explained():
            self._client.remove_object(self._bucket, self._at(MARK))

    @override
    def owner(self) -> str:
        with self._explained():
            found = b"".join(self._chunks(MARK) or ())
        return owner_in(self.name, found)

    @override
    def put(self, files: Sequence[Sent]) -> None:
        self._make_sure_it_is_ours()
        for one in files:
            found = self.digest(one.key)
            if found == one.sha256:
                continue
            if found is not None:
                raise StoredFileChanged(self.name, one.key)
            self._put(one)

    def _put(self, one: Sent) -> None:
        with one.file.open("rb") as stream:
            if hashlib.file_digest(stream, "sha256").hexdigest() != one.sha256:
                raise DiskTrouble(str(one.file.parent), one.file.name, "changed")
        with self._explained():
            failpoints.reach("store.put")
            self._client.fput_object(self._bucket, self._at(one.key), str(one.file))
        if self.digest(one.key) != one.sha256:
            self.remove(one.key)
            raise StoreUnreliable(self.name, one.key)

    @override
    def fetch(self, key: str, target: Path) -> str | None:
        self._make_sure_it_is_ours()
        with self._explained():
            failpoints.reach("store.fetch")
            chunks = self._chunks(key)
            return None if chunks is None else taken(chunks, target)

    @override
    def size(self, key: str) -> int | None:
        self._make_sure_it_is_ours()
        with self._explained():
            try:
                found: int | None = self._client.stat_object(self._bucket, self._at(key)).size
            except S3Error as error:
                if error.code not in _MISSING:
                    raise
                return None
        return found

    @override
    def digest(self, key: str) -> str | None:
        self._make_sure_it_is_ours()
        with self._explained():
            chunks = self._chunks(key)
            if chunks is None:
                return None
            digest = hashlib.sha256()
            for chunk in chunks:
                digest.update(chunk)
            return digest.hexdigest()

    @override
    def listed(self, prefix: str) -> Iterator[Stored]:
        self._make_sure_it_is_ours()
        with self._explained():
            yield from self._objects(f"{prefix}/")

    @override
    def now(self) -> datetime:
        with self._explained():
            response = self._client.get_object(self._bucket, self._at(MARK))
            told = response.headers.get("Date")
            response.close()
            response.release_conn()
        return parsedate_to_datetime(told) if told else clock.now()

    @override
    def remove(self, key: str) -> None:
        self._make_sure_it_is_ours()
        with self._explained():
            self._client.remove_object(self._bucket, self._at(key))

    @override
    def set_aside(self, key: str, name: str) -> None:
        if self.size(key) is None:
            return
        with self._explained():
            source = CopySource(self._bucket, self._at(key))
            self._client.copy_object(self._bucket, self._at(f"{QUARANTINE}/{name}"), source)
        self.remove(key)

    @override
    def sweep(self) -> int:
        return 0  # what was not uploaded whole is no object

    def _at(self, key: str) -> str:
        return f"{self._prefix}{key}"

    def _objects(self, prefix: str) -> Iterator[Stored]:
        for one in self._client.list_objects(self._bucket, self._at(prefix), recursive=True):
            key = str(one.object_name).removeprefix(self._prefix)
            yield Stored(key, one.size or 0, one.last_modified or clock.now())

    def _chunks(self, key: str) -> Iterator[bytes] | None:
        try:
            response = self._client.get_object(self._bucket, self._at(key))
        except S3Error as error:
            if error.code not in _MISSING:
                raise
            return None
        return _streamed(response)

    def _make_sure_it_is_ours(self) -> None:
        if not self._is_ours and self.owner() != self._archive_id:
            raise ForeignStore(self.name)
        self._is_ours = True

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except S3Error as error:
            raise self._refused(error) from error
        except (MinioException, urllib3.exceptions.HTTPError) as error:
            raise StoreOutOfReach(self.name, type(error).__name__) from error
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise StoreOutOfReach(self.name, reason) from error

    def _refused(self, error: S3Error) -> StoreFull | StoreForbidden | StoreOutOfReach:
        if error.code in _FULL:
            return StoreFull(self.name)
        kind = StoreForbidden if error.code in _FORBIDDEN else StoreOutOfReach
        return kind(self.name, error.code or "")


def _streamed(response: urllib3.BaseHTTPResponse) -> Iterator[bytes]:
    try:
        yield from response.stream(_CHUNK)
    finally:
        response.close()
        response.release_conn()


def _credentials(store: str) -> Credentials:
    """Return who asks: as the environment says, or a file that only this user may read.

    Raises:
        StoreForbidden: Nobody said it, or others may read the file.
    """
    key, secret = os.environ.get(KEY), os.environ.get(SECRET)
    if key and secret:
        return Credentials(key, secret)
    file = _file()
    try:
        if not is_windows() and file.stat().st_mode & _OTHERS:
            raise StoreForbidden(store, translate("others can read {file}", file=str(file)))
        told = tomllib.loads(file.read_text(encoding="utf-8"))
        return Credentials(str(told["key"]), str(told["secret"]))
    except (OSError, ValueError, LookupError, TypeError) as error:
        reason = translate("neither {key} nor {file} says who asks", key=KEY, file=str(file))
        raise StoreForbidden(store, reason) from error


def _file() -> Path:
    import platformdirs  # noqa: PLC0415  seldom

    told = os.environ.get(FILE)
    return Path(told) if told else platformdirs.user_config_path("luutru") / "s3.toml"
