import logging

import pytest

from luutru import log


@pytest.fixture
def logger(tmp_path, monkeypatch):
    monkeypatch.setenv("LUUTRU_LOG_DIR", str(tmp_path))
    log.start()
    yield logging.getLogger("luutru.test")
    log.stop()


def test_what_happened_is_written_down(logger):
    logger.info("took in %s", "2026-0001")
    assert "took in 2026-0001" in log.path().read_text("utf-8")


def test_an_exception_is_told_by_class_and_place_only(logger):
    try:
        try:
            int("tên đối tác")
        except ValueError:
            dict[str, str]()["số hiệu"]
    except KeyError:
        logger.exception("a job crashed")
    told = log.path().read_text("utf-8")
    assert "builtins.KeyError" in told
    assert "builtins.ValueError" in told
    assert "test_log.py" in told
    assert "đối tác" not in told
    assert "số hiệu" not in told


def test_it_does_not_grow_without_end(logger):
    for _ in range(7):
        logger.info("x" * 1_000_000)
    assert len(list(log.path().parent.iterdir())) <= 6


def test_starting_twice_writes_once(logger):
    log.start()
    logger.info("once")
    assert log.path().read_text("utf-8").count("once") == 1


def test_a_log_that_cannot_be_written_stops_nobody(tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    monkeypatch.setenv("LUUTRU_LOG_DIR", str(tmp_path / "file" / "log"))
    log.start()
    logging.getLogger("luutru.test").info("unheard")
    log.stop()
