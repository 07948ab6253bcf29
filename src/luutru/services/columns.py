"""Reads whole columns of the catalogue at once, to be reckoned with as arrays.

A row a value would cost more than the reckoning: the database strings each column together in one
walk over the table, and the strings are taken apart here.
"""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, SQLColumnExpression, String, cast, func, select
from sqlalchemy.orm import Session

Integers = NDArray[np.int64]

BETWEEN: Final = ","
"""Stands between two values; in no code and in no number."""


def strung(session: Session, kept: Sequence[SQLColumnExpression[bool]], *columns: Any) -> list[Any]:  # noqa: ANN401  any columns
    """Return each column as one string, all in the same order; None where there are no rows."""
    strings = [func.aggregate_strings(as_text(column), BETWEEN) for column in columns]
    return list(session.execute(select(*strings).where(*kept)).one())


def as_text(column: Any) -> ColumnElement[str]:  # noqa: ANN401  any column
    """Return a column as text, where it is empty as an empty one."""
    return func.coalesce(cast(column, String), "")


def numbers(told: str | None) -> Integers:
    """Return the numbers of a string that `strung` made."""
    return np.fromstring(told, np.int64, sep=BETWEEN) if told else np.zeros(0, np.int64)
