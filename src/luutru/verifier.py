"""Starts `luutru-verify`, which is its own stamping process when it was packaged."""

import sys

# ruff: noqa: PLC0415  the process that checks needs no words, the one that asks no cryptography


def main() -> int:
    """Check what was named on the command line; return the status for the shell."""
    if sys.argv[1:] == ["--stamping"]:
        from luutru.stamping.serving import serve

        serve()
        return 0
    from luutru.cli.standalone import main as check

    return check()


if __name__ == "__main__":
    sys.exit(main())
