"""A bit that flips anywhere in the file of the database is noticed, also where no record lies."""

import sqlcipher3.dbapi2
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luutru.holdings import page_sums
from luutru.holdings.catalogue import FILE_NAME, open_catalogue
from luutru.records.agency import Setting


def written(folder, name):
    catalogue = open_catalogue(folder)
    with catalogue.write() as session:
        session.add(Setting(name=name, value="1"))
    return catalogue


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(data=st.data())
def test_any_bit_that_flips_is_noticed(tmp_path, data):
    file = tmp_path / FILE_NAME
    if not file.exists():
        written(tmp_path, "a").close()
    assert page_sums.is_other(file) is False
    at = data.draw(st.integers(0, file.stat().st_size - 1))
    told = bytearray(file.read_bytes())
    told[at] ^= 1 << data.draw(st.integers(0, 7))
    whole = file.read_bytes()
    file.write_bytes(told)
    assert page_sums.is_other(file) is True
    file.write_bytes(whole)


def test_it_is_taken_away_before_anything_is_written(tmp_path):
    written(tmp_path, "a").close()
    catalogue = written(tmp_path, "b")
    assert page_sums.is_other(tmp_path / FILE_NAME) is None
    catalogue.close()
    assert page_sums.is_other(tmp_path / FILE_NAME) is False


def test_whoever_closes_first_writes_none(tmp_path):
    first, second = written(tmp_path, "a"), open_catalogue(tmp_path)
    with second.read() as session:
        assert session.get(Setting, "a") is not None
    first.close()
    assert page_sums.is_other(tmp_path / FILE_NAME) is None
    second.close()


def test_a_database_changed_while_it_was_closed_is_another_one(tmp_path):
    written(tmp_path, "a").close()
    connection = sqlcipher3.dbapi2.connect(str(tmp_path / FILE_NAME))
    connection.execute("UPDATE setting SET value = '2'")
    connection.commit()
    connection.close()
    assert page_sums.is_other(tmp_path / FILE_NAME) is True
