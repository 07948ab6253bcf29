"""The reading process: `python -m luutru.reading`, or the frozen program with `--reading`."""

import os


def main() -> None:
    """Serve the parent that started this process."""
    # One thread for each page: OpenMP would burn five times the processor time for little speed,
    # and both libraries look at these only when they are loaded.
    os.environ["OMP_THREAD_LIMIT"] = "1"
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    from luutru.reading.serving import serve  # noqa: PLC0415  only now, see above

    serve()


if __name__ == "__main__":
    main()
