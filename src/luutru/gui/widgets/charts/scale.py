"""The scale beside a chart: round steps from nothing to above the highest value."""

from typing import Final

_STEPS_AT_MOST: Final = 5
_ROUND: Final = (1, 2, 5)


def step_for(highest: int) -> int:
    """Return a round step with which few steps reach `highest`."""
    power = 1
    while True:
        for digit in _ROUND:
            if highest <= digit * power * _STEPS_AT_MOST:
                return digit * power
        power *= 10


def ticks(highest: int) -> tuple[int, ...]:
    """Return the values at which lines are drawn, from 0 to the first above `highest`."""
    step = step_for(max(1, highest))
    count = -(-max(1, highest) // step)
    return tuple(step * number for number in range(count + 1))
