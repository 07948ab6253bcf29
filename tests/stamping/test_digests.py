"""A file is copied and hashed in one go, and what is appended is hashed on top."""

import hashlib

from luutru.stamping.digests import Copied, digest, digests


def test_a_copy_is_hashed_while_it_is_made_and_when_it_grew(tmp_path):
    source, target = tmp_path / "source", tmp_path / "target"
    source.write_bytes(bytes(range(256)) * 9000)
    copied = Copied(source, target)
    assert target.read_bytes() == source.read_bytes()
    assert (copied.sha256, copied.size) == (digest(source), source.stat().st_size)
    with target.open("ab") as stream:
        stream.write(b"more")
    assert copied.with_what_follows() == hashlib.sha256(target.read_bytes()).hexdigest()
    assert digests(target, copied.size) == (digest(source), digest(target))
