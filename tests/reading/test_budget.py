"""In processes of their own: test tools hang hooks into this one that an interruption upsets."""

import subprocess
import sys
import textwrap

HEAD = """
import time
from luutru.reading.budget import OutOfTime, at_most, listen

listen()
"""


def outcome(code):
    """Run code after `listen` and return what it printed."""
    command = [sys.executable, "-c", HEAD + textwrap.dedent(code)]
    return subprocess.run(command, check=False, capture_output=True, timeout=30, text=True).stdout


def test_an_endless_loop_is_broken_off():
    code = """
        try:
            with at_most(0.2):
                while True:
                    pass
        except OutOfTime:
            print("broken off")
    """
    assert outcome(code) == "broken off\n"


def test_code_that_swallows_every_exception_is_broken_off_too():
    code = """
        try:
            with at_most(0.2):
                while True:
                    try:
                        sum(range(1000))
                    except Exception:
                        continue
        except OutOfTime:
            print("broken off")
    """
    assert outcome(code) == "broken off\n"


def test_an_interruption_that_was_swallowed_is_repeated():
    code = """
        try:
            with at_most(0.1):
                try:
                    while True:
                        pass
                except OutOfTime:
                    print("swallowed")
                    while True:
                        pass
        except OutOfTime:
            print("broken off")
    """
    assert outcome(code) == "swallowed\nbroken off\n"


def test_what_ends_in_time_is_left_alone_then_and_later():
    code = """
        with at_most(0.05):
            print("done")
        until = time.monotonic() + 1
        while time.monotonic() < until:
            pass
        print("and left alone")
    """
    assert outcome(code) == "done\nand left alone\n"


def test_no_time_left_is_noticed_at_once():
    code = """
        try:
            with at_most(-1):
                while True:
                    pass
        except OutOfTime:
            print("broken off")
    """
    assert outcome(code) == "broken off\n"
