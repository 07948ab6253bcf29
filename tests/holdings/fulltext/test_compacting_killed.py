"""A merge that is killed at any step leaves the index as it was, or put together."""

import os
import signal
import subprocess
import sys
import textwrap

import pytest
from tests.holdings.fulltext.conftest import KEY, put_page, segments

from luutru.holdings.fulltext import Fulltext
from luutru.holdings.fulltext.query import Words

MERGER = """
import os, sys
from pathlib import Path
from luutru.holdings.fulltext import compacting
from luutru.holdings.fulltext.vault import Vault

folder = Path(sys.argv[1])
real = {"fsync": os.fsync, "rename": os.rename, "replace": os.replace, "unlink": os.unlink}
left = int(sys.argv[2])

def counted(name):
    def call(*arguments, **options):
        global left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), 9)
        return real[name](*arguments, **options)
    return call

os.fsync, os.rename, os.replace, os.unlink = (counted(name) for name in real)
assert compacting.compact(Vault(folder, b"k" * 32), lambda: False)
"""


@pytest.mark.skipif(os.name == "nt", reason="there is no kill -9")
@pytest.mark.slow
def test_killed_at_any_step_of_a_merge_everything_is_found(folder, tmp_path, monkeypatch):
    script = tmp_path / "merger.py"
    script.write_text(textwrap.dedent(MERGER))
    fulltext = Fulltext(folder, KEY)
    outcomes = set()
    for step in range(1, 60):
        fulltext.reset()
        with monkeypatch.context() as patched:
            patched.setattr(Fulltext, "_merge", lambda _self, **_: None)
            for number in range(1, 9):
                put_page(fulltext, number)
        done = subprocess.run(
            [sys.executable, str(script), str(folder), str(step)], check=False, capture_output=True
        )
        again = Fulltext(folder, KEY)
        assert not again.was_reset
        assert sorted(again.ask(Words("halal")).agreements.tolist()) == list(range(1, 9))
        outcomes.add(len(again._current().leaves))
        put_page(again, 9)
        again.settle()
        assert again.ask(Words("halal")).total == 9
        assert segments(folder) <= 2
        assert not (folder / "merging").exists()
        again.close()
        if done.returncode == 0:
            break
        assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    else:
        pytest.fail("the merger never finished")
    assert outcomes == {8, 1}
    fulltext.close()
