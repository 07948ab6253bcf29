"""What the packaged program begins with: one program that is called by three names."""

import sys
from pathlib import PurePath

# ruff: noqa: PLC0415  the verifier needs no more than itself


def main() -> int:
    """Do what the name it was called by stands for; return the status for the shell."""
    name = PurePath(sys.argv[0]).name
    if name == "luutru-verify":
        from luutru.verifier import main as verify

        return verify()
    from luutru import __main__ as program

    return program.open_window() if name == "luutru-gui" else program.main()


if __name__ == "__main__":
    sys.exit(main())
