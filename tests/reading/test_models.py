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
