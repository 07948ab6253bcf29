"""A bucket keeps files as a folder of the network does: asked through HTTP, by an S3 server."""

import hashlib
from datetime import timedelta

import boto3
import pytest
import requests

from luutru import clock
from luutru.errors import (
    DiskTrouble,
    ForeignStore,
    StoredFileChanged,
    StoreForbidden,
    StoreOutOfReach,
    StoreTaken,
    StoreUnfit,
)
from luutru.holdings.stores import s3
from luutru.holdings.stores.opening import found_store, open_store
from luutru.holdings.stores.store import Sent

KEY = "originals/ab/cd/abcd.pdf"


@pytest.fixture
def server(s3_server, monkeypatch, tmp_path):
    monkeypatch.setenv(s3.FILE, str(tmp_path / "s3.toml"))
    return s3_server


@pytest.fixture
def address(bucket_address):
    return bucket_address


@pytest.fixture
def store(address, server):
    return found_store(address, "archive")


@pytest.fixture
def bucket(server):
    told = boto3.resource("s3", endpoint_url=f"http://{server}", region_name="us-east-1",
                          aws_access_key_id="key", aws_secret_access_key="secret")  # fmt: skip  # noqa: S106
    return told.Bucket("office")


@pytest.fixture
def a_file(tmp_path):
    def make(content=b"%PDF-1.7 bytes", key=KEY):
        file = tmp_path / "sent"
        file.write_bytes(content)
        return Sent(key, file, hashlib.sha256(content).hexdigest())

    return make


def test_what_was_put_there_is_given_back(store, a_file, tmp_path):
    sent = a_file()
    store.put([sent])
    assert store.fetch(KEY, tmp_path / "back") == store.digest(KEY) == sent.sha256
    assert (tmp_path / "back").read_bytes() == sent.file.read_bytes()
    assert store.size(KEY) == sent.file.stat().st_size
    (told,) = store.listed("originals")
    assert told.key == KEY
    assert abs(store.now() - told.written_at) < timedelta(minutes=5)
    assert abs(store.now() - clock.now()) < timedelta(minutes=5)


def test_a_file_of_several_parts_is_given_back(store, a_file):
    sent = a_file(bytes(6 << 20))
    store.put([sent, sent])
    assert store.digest(KEY) == sent.sha256


def test_other_bytes_are_never_written_over_those_that_are_there(store, a_file):
    first = a_file(b"first").sha256
    store.put([a_file(b"first")])
    with pytest.raises(StoredFileChanged, match="abcd"):
        store.put([a_file(b"second")])
    assert store.digest(KEY) == first


def test_a_file_that_is_not_what_was_said_does_not_get_there(store, a_file):
    sent = a_file()
    sent.file.write_bytes(b"changed meanwhile")
    with pytest.raises(DiskTrouble):
        store.put([sent])
    assert store.size(KEY) is None


def test_what_somebody_changed_in_the_bucket_is_noticed(store, a_file, bucket, tmp_path):
    sent = a_file()
    store.put([sent])
    bucket.put_object(Key=f"archive/{KEY}", Body=b"other bytes")
    assert store.digest(KEY) == hashlib.sha256(b"other bytes").hexdigest()
    assert store.fetch(KEY, tmp_path / "back") != sent.sha256


def test_what_is_missing_is_missing(store, tmp_path):
    assert (store.size(KEY), store.digest(KEY), store.fetch(KEY, tmp_path / "x")) == (None,) * 3
    store.remove(KEY)
    store.set_aside(KEY, "abcd.pdf")
    assert list(store.listed("originals")) == []
    assert store.sweep() == 0


def test_what_is_set_aside_lies_in_quarantine(store, a_file):
    sent = a_file()
    store.put([sent])
    store.set_aside(KEY, "abcd.pdf")
    assert store.size(KEY) is None
    assert store.digest("quarantine/abcd.pdf") == sent.sha256
    store.remove("quarantine/abcd.pdf")
    assert list(store.listed("quarantine")) == []


def test_the_store_of_another_archive_is_refused(store, address, a_file):
    with pytest.raises(ForeignStore):
        open_store(address, "another").put([a_file()])


def test_a_bucket_with_something_in_it_does_not_become_a_store(store, address):
    with pytest.raises(StoreTaken):
        found_store(address, "another")
    store.abandon()
    assert found_store(address, "another").owner() == "another"


def test_a_bucket_without_the_mark_is_no_empty_store(store, bucket):
    bucket.Object("archive/luutru-store.toml").delete()
    with pytest.raises(StoreOutOfReach, match="luutru-store"):
        store.size(KEY)


def test_a_server_that_does_not_answer_is_told_as_such(address):
    with pytest.raises(StoreOutOfReach):
        open_store("s3+http://127.0.0.1:9/office", "archive").size(KEY)


def test_a_bucket_that_is_not_there_is_told_as_such(server, address):
    with pytest.raises(StoreOutOfReach, match="NoSuchBucket"):
        open_store(f"s3+http://{server}/none", "archive").size(KEY)


def test_an_account_that_the_server_does_not_know_is_told_as_such(server, address, store):
    requests.post(f"http://{server}/moto-api/reset-auth", data=b"0", timeout=10)
    try:
        with pytest.raises(StoreForbidden, match="InvalidAccessKeyId"):
            store.size(KEY)
    finally:
        requests.post(f"http://{server}/moto-api/reset-auth", data=b"inf", timeout=10)


@pytest.mark.parametrize(
    "address_given", ["s3://", "s3://host", "s3:///bucket", "s3://key:geheim@host/bucket"]
)
def test_an_address_that_names_no_bucket_is_refused(address_given):
    with pytest.raises(StoreUnfit) as refused:
        open_store(address_given, "archive")
    assert "geheim" not in str(refused.value)


def test_who_asks_is_read_from_a_file_that_only_this_user_may_read(store, address, monkeypatch,
                                                                   tmp_path, a_file):  # fmt: skip
    monkeypatch.delenv(s3.KEY)
    file = tmp_path / "s3.toml"
    with pytest.raises(StoreForbidden, match="says who asks"):
        open_store(address, "archive").size(KEY)
    file.write_text('key = "key"\nsecret = "secret"\n')
    file.chmod(0o644)
    with pytest.raises(StoreForbidden, match="others can read"):
        open_store(address, "archive").size(KEY)
    file.chmod(0o600)
    open_store(address, "archive").put([a_file()])
    assert store.size(KEY)
