"""What tests of copies share: a key that signs them, and what it is trusted by."""

import pytest

from luutru import clock
from luutru.stamping.signing import certificate_in, make_trial_key, signer_of
from luutru.stamping.told import Trust


@pytest.fixture(scope="session")
def own_key(tmp_path_factory):
    """A trial key."""
    path = tmp_path_factory.mktemp("key") / "trial.p12"
    make_trial_key(path, "pw", "Cơ quan Mẫu", clock.now())
    return path


@pytest.fixture(scope="session")
def own_signer(own_key):
    """Who signs with it."""
    return signer_of({"file": str(own_key), "password": "pw"}, clock.now())


@pytest.fixture(scope="session")
def own_trust(own_key):
    """Its certificate, trusted."""
    return Trust((certificate_in(own_key, "pw"),))
