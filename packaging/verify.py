"""Builds `luutru-verify` for receivers of copies: one file for Linux, a folder for Windows.

    .venv/bin/python packaging/verify.py             dist/verify/luutru-verify, then proves it
    .venv/bin/python packaging/verify.py --check     proves the one that was built
    .venv/bin/python packaging/verify.py --windows   dist/verify-windows, from the index

The folder for Windows holds wheels of Python 3.12, their checksums, and `verify.cmd`, which puts
them into an environment beside itself the first time, without any network.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path
from typing import Final

from gathering import DIST, ROOT, build, gather, say, sum_up, without_network
from locked import chosen

HERE: Final = Path(__file__).with_suffix("")
BUILT: Final = DIST / "verify" / "luutru-verify"
WINDOWS: Final = DIST / "verify-windows"
SCRIPTS: Final = ("verify.cmd", "verify.ps1", "README.txt")
_PDF: Final = (595, 842)


def needs() -> list[str]:
    """Return the names of what the verifier loads."""
    lines = (HERE / "needs.txt").read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def locked() -> str:
    """Return the lines that pin what the verifier loads, hashes included."""
    return "".join(pin.line() for pin in chosen(needs()))


def pack() -> None:
    """Build the one file for this system."""
    with tempfile.TemporaryDirectory() as work:
        words = ["--noconfirm", "--log-level", "WARN", "--workpath", work]
        words += ["--distpath", str(BUILT.parent), str(HERE / "luutru-verify.spec")]
        subprocess.run([sys.executable, "-m", "PyInstaller", *words], cwd=ROOT, check=True)
    sum_up(BUILT.parent, [BUILT])


def check(program: Path) -> None:
    """Prove the built one: away from the checkout, with an empty environment and no network."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        own = Path(shutil.copy2(program, folder / "luutru-verify"))
        _copies(folder)
        begin = without_network()
        for file, words, expected in (
            ("genuine.pdf", ["--trial"], 0),
            ("genuine.pdf", [], 1),
            ("tampered.pdf", ["--trial"], 1),
            ("nonsense.pdf", ["--trial"], 2),
            ("nowhere.pdf", ["--trial"], 2),
        ):
            started = time.perf_counter()
            command = ["env", "-i", *begin, str(own), file, *words]
            done = subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True)
            seconds = time.perf_counter() - started
            said = (done.stdout or done.stderr).splitlines()[:1]
            say(f"{file:14} {' '.join(words):8} {done.returncode}  {seconds:.1f} s  {said}")
            if done.returncode != expected or "Traceback" in done.stderr:
                sys.exit(f"{file}: {done.returncode} instead of {expected}\n{done.stderr}")
    where = "without a network" if begin else "WITH a network: unshare is not allowed here"
    say(f"{program.stat().st_size / 1e6:.1f} MB, proven {where}")


def _copies(folder: Path) -> None:
    """Make a trial copy, the folder of its root beside the program, and what is no copy of it."""
    import pikepdf  # noqa: PLC0415  not needed to build

    from luutru import clock  # noqa: PLC0415  as above
    from luutru.stamping import facts, signing  # noqa: PLC0415  as above
    from luutru.stamping.certifying import certify  # noqa: PLC0415  as above
    from luutru.stamping.digests import digest  # noqa: PLC0415  as above

    base, copy, key = folder / "base.pdf", folder / "genuine.pdf", folder / "trial.p12"
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=_PDF)
        pdf.save(base)
    signing.make_trial_key(key, "check", "Cơ quan Mẫu", clock.now())
    told = facts.CopyFacts(
        form=facts.FULL, number=1, year=2027, abbreviation="CQM", agency="Cơ quan Mẫu",
        moment=datetime(2027, 1, 5, 9, 0, tzinfo=facts.VIETNAM), source_sha256=digest(base),
        source_size=base.stat().st_size, source_pages=1, head="0" * 64, is_trial=True,
    )  # fmt: skip
    signer = signing.signer_of({"file": str(key), "password": "check"}, clock.now())
    certify(base, copy, told, signer)
    (folder / "roots").mkdir()
    (folder / "roots" / "trial.der").write_bytes(signing.certificate_in(key, "check"))
    (folder / "tampered.pdf").write_bytes(copy.read_bytes() + b"\n")
    (folder / "nonsense.pdf").write_bytes(bytes(range(256)) * 40)


def windows() -> None:
    """Gather wheels for Windows and Python 3.12, by the hashes of the lock."""
    shutil.rmtree(WINDOWS, ignore_errors=True)
    wheels = WINDOWS / "wheels"
    # What is needed on some systems only is needed here.
    gather(chosen(needs()), wheels, "win32", "3.12")
    build("wheel", wheels)
    for script in SCRIPTS:
        text = (HERE / script).read_text("utf-8")
        (WINDOWS / script).write_bytes(text.replace("\n", "\r\n").encode())
    for folder in ("roots", "crl"):
        (WINDOWS / folder).mkdir()
    sum_up(WINDOWS)
    size = sum(file.stat().st_size for file in WINDOWS.rglob("*") if file.is_file())
    say(f"{WINDOWS}: {len(list(wheels.iterdir()))} wheels, {size / 1e6:.1f} MB")


def main() -> None:
    """Do what was asked for."""
    summary, _, more = (__doc__ or "").partition("\n")
    parser = argparse.ArgumentParser(
        description=summary, epilog=more, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="prove the one that was built")
    parser.add_argument("--windows", action="store_true", help="gather the folder for Windows")
    options = parser.parse_args()
    if options.windows:
        windows()
        return
    if not options.check:
        pack()
    check(BUILT)


if __name__ == "__main__":
    main()
