"""The stamping process: `python -m luutru.stamping`, or the frozen program with `--stamping`."""

from luutru.stamping.serving import serve

if __name__ == "__main__":
    serve()
