"""The key of an archive opens by passphrase and by recovery key, and by nothing else."""

import pickle
from dataclasses import replace
from typing import get_args

import pytest
import tomli_w

from luutru.errors import ArchiveRecoveryKeyWrong, KeySlotsDamaged, PassphraseUnfit, PassphraseWrong
from luutru.holdings.encryption import (
    Purpose,
    Slots,
    lock,
    new_archive_key,
    unlock,
    unlock_by_recovery_key,
)
from luutru.holdings.encryption.slots import with_passphrase, with_recovery_key
from luutru.holdings.encryption.stretching import Cost, new_recovery_key

WORDS = "bốn từ dễ nhớ thôi"
KEY = new_archive_key()
RECOVERY = new_recovery_key()
SLOTS = lock(KEY, WORDS, RECOVERY)


def test_passphrase_and_recovery_key_give_the_same_key():
    assert unlock(SLOTS, WORDS) == unlock_by_recovery_key(SLOTS, RECOVERY) == KEY


def test_a_passphrase_typed_with_other_accents_keys_is_the_same():
    assert unlock(SLOTS, "bô\u0301n từ dễ nhớ thôi") == KEY


def test_a_recovery_key_is_read_however_it_is_typed():
    assert unlock_by_recovery_key(SLOTS, f" {RECOVERY.lower().replace('-', ' ')}") == KEY


def test_a_wrong_one_opens_nothing():
    with pytest.raises(PassphraseWrong):
        unlock(SLOTS, WORDS + "!")
    with pytest.raises(ArchiveRecoveryKeyWrong):
        unlock_by_recovery_key(SLOTS, new_recovery_key())


def test_one_slot_is_renewed_without_the_other():
    changed = with_passphrase(SLOTS, KEY, "một câu khác hẳn")
    assert unlock(changed, "một câu khác hẳn") == unlock_by_recovery_key(changed, RECOVERY) == KEY
    another = new_recovery_key()
    renewed = with_recovery_key(SLOTS, KEY, another)
    assert unlock(renewed, WORDS) == unlock_by_recovery_key(renewed, another) == KEY
    with pytest.raises(ArchiveRecoveryKeyWrong):
        unlock_by_recovery_key(renewed, RECOVERY)


def test_the_slot_of_the_passphrase_is_no_slot_of_the_recovery_key():
    with pytest.raises(ArchiveRecoveryKeyWrong):
        unlock_by_recovery_key(replace(SLOTS, recovery=SLOTS.passphrase), RECOVERY)


@pytest.mark.parametrize("passphrase", ["", "mười một ký", "x" * 201])
def test_a_passphrase_is_neither_short_nor_endless(passphrase):
    with pytest.raises(PassphraseUnfit):
        lock(KEY, passphrase, RECOVERY)


def test_slots_are_written_and_read_again():
    table = SLOTS.as_table()
    assert Slots.from_table(table) == SLOTS
    assert WORDS not in tomli_w.dumps(table)


@pytest.mark.parametrize(
    "damage",
    [
        {"version": 2},
        {"fingerprint": None, "passphrase": 7},
        {"passphrase": {**SLOTS.as_table()["passphrase"], "memory_kib": 1 << 40}},
        {"passphrase": {**SLOTS.as_table()["passphrase"], "passes": 0}},
        {"passphrase": {**SLOTS.as_table()["passphrase"], "salt": "%%%"}},
        {"recovery": {**SLOTS.as_table()["recovery"], "box": "AAAA"}},
        {"recovery": {}},
    ],
)
def test_damaged_slots_are_told_as_damage(damage):
    with pytest.raises(KeySlotsDamaged):
        Slots.from_table({**SLOTS.as_table(), **damage})


def test_subkeys_differ_and_tell_nothing_of_one_another():
    purposes = get_args(Purpose)
    keys = {KEY.subkey(purpose) for purpose in purposes}
    assert len(keys) == len(purposes)
    assert KEY.secret not in keys
    assert new_archive_key().subkey("index") not in keys


def test_a_key_is_neither_shown_nor_pickled():
    assert KEY.secret.hex() not in repr(KEY)
    assert repr(KEY.secret) not in repr(KEY)
    with pytest.raises(TypeError):
        pickle.dumps(KEY)


def test_a_key_costs_what_rfc_9106_recommends():
    assert Cost() == Cost(memory_kib=65536, passes=3, lanes=4)
