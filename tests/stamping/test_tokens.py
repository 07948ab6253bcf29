"""Tokens sign by whatever mechanism they have; what they refuse is told, and sent once."""

import os
import re
import subprocess
import sys

import pikepdf
import pytest
from tests.authorities import Authority
from tests.tokens import MODULE, PIN, set_pin, token_key

from luutru import clock
from luutru.holdings.stamper import Stamper, StampingFailed, TokenKey
from luutru.stamping.facts import VIETNAM, CopyFacts
from luutru.stamping.told import Reason, Trust, Verdict
from luutru.stamping.trouble import Fault

WRONG = "111111"


@pytest.fixture(scope="module")
def stamper(drawer):
    made = Stamper()
    yield made
    made.close()


@pytest.fixture(autouse=True)
def _logged_out(stamper):
    stamper.forget_key()


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    path = tmp_path_factory.mktemp("base") / "source.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        pdf.save(path)
    return path


def facts(path, stamper):
    seen = stamper.look(path)
    return CopyFacts(
        form="SY", number=5, year=2027, abbreviation="TĐC", agency="Cơ quan Mẫu",
        moment=clock.now().astimezone(VIETNAM).replace(microsecond=0), source_sha256=seen.sha256,
        source_size=seen.size, source_pages=1, head="cd" * 32, recipients=("Lưu: VT.",),
    )  # fmt: skip


def fault_of(ask, *asked):
    with pytest.raises(StampingFailed) as stopped:
        ask(*asked)
    return stopped.value.fault, stopped.value.detail


def trust(authority, folder):
    return Trust(tuple(path.read_bytes() for path in authority.roots(folder).iterdir()))


@pytest.mark.parametrize("label", ["cq-rsa", "cq-ec"])
def test_a_copy_signed_on_a_token_passes_the_strict_rule_and_poppler(
    stamper, base, authority, tmp_path, label
):
    copy = tmp_path / "copy.pdf"
    stamper.certify(base, copy, facts(base, stamper), token_key(certificate=label))
    told = stamper.check(copy, trust(authority, tmp_path / "roots"))
    assert (told.verdict, told.reason) == (Verdict.ACCEPTED, None)
    assert label in told.signer
    heard = subprocess.run(["pdfsig", str(copy)], capture_output=True, text=True, check=False)
    assert "Signature is Valid" in heard.stdout
    assert "Total document signed" in heard.stdout


def test_tokens_are_listed_without_a_pin(stamper):
    told = {one.label: one for one in stamper.tokens(MODULE)}
    assert set(told) >= {"HAI", "MOT"}
    labels = {one.label: one for one in told["HAI"].certificates}
    assert set(labels) == {"cq-rsa", "cq-ec", "het-han", "khong-khoa"}
    assert labels["cq-ec"].subject == "CƠ QUAN cq-ec"
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", labels["cq-ec"].ends)


@pytest.mark.parametrize("name", ["cq-ec", "02"])
def test_a_certificate_is_found_by_label_and_by_id(stamper, name):
    seen = stamper.open_key(token_key(certificate=name))
    assert seen.certificate.subject == "CƠ QUAN cq-ec"


def test_the_only_certificate_needs_no_name(stamper):
    assert stamper.open_key(token_key("MOT")).certificate.subject == "CƠ QUAN van-thu"


@pytest.mark.parametrize(
    ("key", "fault", "told"),
    [
        (token_key(""), Fault.SEVERAL_TOKENS, ("HAI", "MOT")),
        (token_key("HAI"), Fault.SEVERAL_CERTIFICATES, ("cq-rsa", "cq-ec")),
        (token_key("BA"), Fault.NO_TOKEN, ("HAI", "MOT")),
        (token_key(certificate="khác"), Fault.NO_CERTIFICATE, ("cq-rsa",)),
        (token_key(certificate="het-han"), Fault.CERTIFICATE_OVER, ()),
        (token_key("MOT", pin=""), Fault.NO_PIN, ()),
        (TokenKey(MODULE.with_name("none.so"), pin=PIN), Fault.NO_MODULE, ()),
    ],
)
def test_what_cannot_sign_is_told_before_a_pin_is_sent(stamper, drawer, key, fault, told):
    before = drawer.generation("HAI") + drawer.generation("MOT")
    found, detail = fault_of(stamper.open_key, key)
    assert found == fault
    assert all(one in detail for one in told)
    assert drawer.generation("HAI") + drawer.generation("MOT") == before


def test_a_file_that_is_no_module_is_told(stamper, tmp_path):
    (tmp_path / "module.so").write_bytes(b"no library")
    assert fault_of(stamper.tokens, tmp_path / "module.so")[0] == Fault.NO_MODULE


def test_a_certificate_without_its_key_is_told(stamper):
    found, _ = fault_of(stamper.open_key, token_key(certificate="khong-khoa"))
    assert found == Fault.NO_KEY


def test_a_refused_pin_is_never_sent_again_by_the_same_stamper(drawer):
    drawer.token("PIN")
    drawer.put("PIN", "thu", "ec", "01")
    stamper, wrong = Stamper(), token_key("PIN", pin=WRONG)
    try:
        assert fault_of(stamper.open_key, wrong) == (Fault.WRONG_PIN, "")
        set_pin("PIN", PIN, WRONG)  # now the token would take it
        assert fault_of(stamper.open_key, wrong) == (Fault.WRONG_PIN, "again")
        assert fault_of(stamper.open_key, token_key("PIN", "thu", WRONG))[1] == "again"
    finally:
        stamper.close()
    another = Stamper()
    try:
        assert another.open_key(wrong).certificate.label == ""
    finally:
        another.close()


def test_one_login_lasts_for_all_copies_of_a_batch(stamper, base, drawer, tmp_path):
    drawer.token("GIỮ")
    drawer.put("GIỮ", "giữ", "ec", "01")
    key = token_key("GIỮ")
    stamper.open_key(key)
    set_pin("GIỮ", PIN, WRONG)  # whoever logged in anew would be refused
    for number in range(2):
        stamper.certify(base, tmp_path / f"{number}.pdf", facts(base, stamper), key)
    stamper.forget_key()
    found, _ = fault_of(stamper.certify, base, tmp_path / "3.pdf", facts(base, stamper), key)
    assert found == Fault.WRONG_PIN


def test_looking_at_a_key_sends_no_pin(stamper, drawer):
    before = drawer.generation("MOT")
    seen = stamper.see_key(token_key("MOT", pin=WRONG))
    assert seen.certificate.subject == "CƠ QUAN van-thu"
    assert drawer.generation("MOT") == before


def test_nothing_shows_a_secret():
    assert PIN not in repr(token_key())
    assert PIN not in str(StampingFailed(Fault.WRONG_PIN))


def test_the_module_is_loaded_in_the_stamping_process_alone(drawer):
    words = (
        "import sys; from pathlib import Path; from luutru.holdings.stamper import Stamper\n"
        "stamper = Stamper(); print(len(stamper.tokens(Path(sys.argv[1])))); stamper.close()\n"
        "print('pkcs11' in sys.modules, 'softhsm' in open('/proc/self/maps').read())"
    )
    heard = subprocess.run(
        [sys.executable, "-c", words, str(MODULE)], capture_output=True, text=True, check=True,
        env=os.environ,
    )  # fmt: skip
    count, *loaded = heard.stdout.split()
    assert int(count) >= 2
    assert loaded == ["False", "False"]


def test_a_copy_by_a_key_of_another_authority_is_rejected(stamper, base, tmp_path):
    copy = tmp_path / "copy.pdf"
    stamper.certify(base, copy, facts(base, stamper), token_key("MOT"))
    told = stamper.check(copy, trust(Authority(), tmp_path / "roots"))
    assert (told.verdict, told.reason) == (Verdict.REJECTED, Reason.UNKNOWN_ISSUER)
