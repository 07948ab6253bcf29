"""What stands on an agreement besides its words: stamp, scribble, watermark.

None of them imitates a seal or a signature that exists: the stamp says MINH HỌA in its middle
and round its rim, the scribble is a curve of random numbers with its nature typed below.
"""

import math

import numpy as np
import numpy.typing as npt

from luutru.demo import typeface
from luutru.demo.paper import BLUE, HEIGHT, RED, WIDTH, Colour, Sheet, Slanted, Stroke
from luutru.demo.typeface import Face

Points = npt.NDArray[np.float64]

_WATERMARK: Colour = (253, 236, 234)
"""So pale a red that a scan keeps it and text recognition, which looks at red, does not."""
_RIM = "BẢN MINH HỌA • KHÔNG CÓ GIÁ TRỊ PHÁP LÝ • "


def watermark(sheet: Sheet) -> None:
    """Write BẢN MINH HỌA across the sheet."""
    centre = (WIDTH / 2, HEIGHT / 2)
    sheet.slanted.append(Slanted("BẢN MINH HỌA", centre, 52, Face.BOLD, 84, _WATERMARK))


def stamp(sheet: Sheet, x: float, y: float, random: np.random.Generator) -> None:
    """Put a round red stamp about `x`, `y`, a little askew."""
    radius, tilt = 42.0, float(random.uniform(-14, 14))
    for share, width in ((1.0, 1.9), (0.94, 0.7), (0.66, 0.8)):
        sheet.strokes.append(_ring(x, y, radius * share, width))
    sheet.slanted.extend(_around(_RIM, x, y, radius * 0.75, tilt))
    for word, above in (("MINH", 6.5), ("HỌA", -8.5)):
        centre = (
            x - above * math.sin(math.radians(tilt)),
            y - above * math.cos(math.radians(tilt)),
        )
        sheet.slanted.append(Slanted(word, centre, tilt, Face.BOLD, 14, RED))


def scribble(sheet: Sheet, x: float, y: float, random: np.random.Generator) -> None:
    """Draw a curve in blue ink about `x`, `y` where a signature would stand."""
    steps = int(random.integers(7, 11))
    across = np.linspace(-52, 52, steps) + random.uniform(-9, 9, steps)
    upwards = random.uniform(-17, 17, steps) * np.linspace(1.1, 0.5, steps)
    points = _smooth(np.stack([across + x, upwards + y], axis=1))
    sheet.strokes.append(Stroke(points, float(random.uniform(0.9, 1.4)), BLUE))


def pen_stroke(sheet: Sheet, x: float, y: float, random: np.random.Generator) -> None:
    """Draw what could be two or three figures by hand, in blue ink about `x`, `y`."""
    for figure in range(int(random.integers(2, 4))):
        across = random.uniform(-3, 3, 5) + x + 7 * figure - 7
        upwards = np.linspace(-6, 5, 5) + random.uniform(-3, 3, 5) + y
        points = _smooth(np.stack([across, upwards], axis=1))
        sheet.strokes.append(Stroke(points, float(random.uniform(0.8, 1.2)), BLUE))


def _ring(x: float, y: float, radius: float, width: float) -> Stroke:
    angles = np.linspace(0, 2 * math.pi, 97)
    points = zip(x + radius * np.cos(angles), y + radius * np.sin(angles), strict=True)
    return Stroke(tuple((float(a), float(b)) for a, b in points), width, RED)


def _around(text: str, x: float, y: float, radius: float, tilt: float) -> list[Slanted]:
    """Return the letters of `text` standing outwards round a circle, clockwise."""
    size = 8.2
    lengths = [typeface.width(letter, Face.BOLD, size) for letter in text]
    letters, gone = [], 0.0
    for letter, length in zip(text, lengths, strict=True):
        angle = 90 + tilt - 360 * (gone + length / 2) / sum(lengths)
        gone += length
        if letter != " ":
            centre = (
                x + radius * 1.07 * math.cos(math.radians(angle)),
                y - radius * 1.07 * math.sin(math.radians(angle)),
            )
            letters.append(Slanted(letter, centre, angle - 90, Face.BOLD, size, RED))
    return letters


def _smooth(points: Points) -> tuple[tuple[float, float], ...]:
    """Return a Catmull–Rom curve through `points`."""
    padded = np.vstack([points[:1], points, points[-1:]])
    pieces = [
        _piece(padded[number : number + 4], t)
        for number in range(len(points) - 1)
        for t in np.linspace(0, 1, 12, endpoint=False)
    ]
    return tuple((float(x), float(y)) for x, y in pieces)


def _piece(four: Points, t: float) -> Points:
    """Return the point at `t` between the second and the third of `four` points."""
    before, start, end, after = four
    square = 2 * before - 5 * start + 4 * end - after
    cube = 3 * start - before - 3 * end + after
    point: Points = (2 * start + (end - before) * t + square * t**2 + cube * t**3) / 2
    return point
