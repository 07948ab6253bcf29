import hashlib

import pytest

from luutru.reading import models
from luutru.reading.trouble import NoModel


def test_the_engine_is_named_with_its_version_languages_and_models():
    name = models.engine_name("vie+eng")
    program, version, languages, digest = name.split()
    assert (program, languages) == ("tesseract", "vie+eng")
    assert version.startswith("5.")
    assert len(digest) == 12


def test_another_set_of_models_has_another_name():
    assert models.engine_name("vie") != models.engine_name("vie+eng")


def test_a_missing_model_is_named_with_where_it_was_looked_for():
    with pytest.raises(NoModel) as missing:
        models.engine_name("vie+tlh")
    assert missing.value.language == "tlh"
    assert missing.value.folder


def test_the_folder_of_the_user_comes_first(tmp_path, monkeypatch):
    (tmp_path / "vie.traineddata").write_bytes(b"not a model")
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    assert models.folder_of("vie") == tmp_path
    assert models.folder_of("eng") != tmp_path


def test_the_version_of_a_model_is_read_out_of_its_file():
    assert ":vie:" in models.version_of("vie")


@pytest.mark.parametrize("content", [b"", b"\x18\x00", b"\xff\xff\xff\x7f" * 9, b"\x18\0\0\0\xff"])
def test_a_file_that_tells_no_version_is_known_by_its_checksum(tmp_path, monkeypatch, content):
    (tmp_path / "odd.traineddata").write_bytes(content)
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    assert models.version_of("odd") == f"SHA-256 {hashlib.sha256(content).hexdigest()[:12]}"
