"""What an archivist knows of a server becomes an address that the server understands."""

import pytest
from sqlalchemy import make_url

from luutru.services.office_address import office_address


@pytest.mark.parametrize("server", ["kho.local", "kho.local:5433", "192.168.1.5"])
def test_a_name_and_a_port_are_kept(server):
    url = make_url(office_address(server, "luutru"))
    host, _, port = server.partition(":")
    assert (url.host, url.port, url.database) == (host, int(port) if port else None, "luutru")


def test_signs_in_names_and_passwords_are_no_part_of_the_address():
    url = make_url(office_address("kho", "kho/1", "an@tdc", "p:a/ss@word?"))
    assert (url.username, url.password, url.host) == ("an@tdc", "p:a/ss@word?", "kho")


def test_a_server_of_this_computer_listens_in_a_folder():
    url = make_url(office_address("/var/run/postgresql", "luutru", "an"))
    assert (url.host, url.query["host"], url.username) == (None, "/var/run/postgresql", "an")


def test_an_address_stays_as_it_is():
    assert office_address(" postgresql://kho/luutru ", "other", "an") == "postgresql://kho/luutru"


def test_a_password_without_an_account_is_told_to_nobody():
    assert office_address("kho", "luutru", "", "geheim") == "postgresql://kho/luutru"
