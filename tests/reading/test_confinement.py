import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no such limits there")


def confined(code, memory_mb=512):
    head = (
        "from luutru.reading.confinement import allow_cpu, confine\n"
        f"confine({memory_mb})\n"
        "import resource\n"
    )
    command = [sys.executable, "-c", head + code]
    return subprocess.run(command, check=False, capture_output=True, timeout=30)


def test_memory_ends_at_the_limit():
    assert b"MemoryError" in confined("bytearray(600 << 20)").stderr
    assert confined("bytearray(200 << 20)").returncode == 0


def test_no_core_is_dumped_and_no_large_file_written():
    limits = ("CORE", "FSIZE")
    done = confined(
        "".join(f"print(resource.getrlimit(resource.RLIMIT_{it})[0])\n" for it in limits)
    )
    assert done.stdout.split() == [b"0", b"16777216"]


def test_a_tighter_limit_of_the_system_stays():
    done = confined("confine(2048)\nprint(resource.getrlimit(resource.RLIMIT_AS)[0] >> 20)")
    assert done.stdout.strip() == b"512"


def test_a_process_that_spins_without_a_parent_ends_itself():
    done = confined("allow_cpu(0.2)\nwhile True: pass")
    assert done.returncode < 0
