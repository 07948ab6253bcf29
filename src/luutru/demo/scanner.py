"""What an office scanner makes of a sheet: askew, tinted, shaded, grainy, compressed."""

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from PIL import Image, ImageChops, ImageFilter

from luutru.demo import raster
from luutru.demo.paper import HEIGHT, WIDTH, Sheet
from luutru.demo.truth import Placement, Turn

_GRAIN: Final = 512
"""Side of the block of noise that is laid over a page again and again, in pixels."""
_FIELD: Final = (48, 68)
"""The unevenness of light is reckoned on this coarse grid and then enlarged."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A scanner and its settings."""

    name: str
    dpi: int
    colours: Literal["colour", "grey", "bilevel"]
    skew: float = 0.8
    """The page lies at most this many degrees askew."""
    blur: float = 0.35
    """Radius of the optics' blur, in 1/200 inch."""
    grain: float = 4.0
    """Standard deviation of the noise, of 255."""
    shade: float = 14.0
    """How much darker the darkest edge is, of 255."""
    fade: int = 0
    """How much lighter than black the toner is."""
    quality: int = 72
    """Of the JPEG."""
    threshold: int = 150
    """Below this a bilevel scan is black."""


OFFICE_COLOUR: Final = Profile("colour200", 200, "colour")
OFFICE_GREY: Final = Profile("grey200", 200, "grey", grain=5.0, quality=62)
FINE_GREY: Final = Profile("grey300", 300, "grey", skew=0.5, quality=55)
FINE_COLOUR: Final = Profile("colour300", 300, "colour", skew=0.4, shade=8.0, quality=60)
FAX: Final = Profile("bilevel300", 300, "bilevel", grain=9.0, shade=10.0)
OLD_COPY: Final = Profile(
    "shaded200", 200, "colour", skew=1.2, blur=0.55, grain=8.0, shade=52.0, fade=34, quality=45
)
PROFILES: Final = {
    profile.name: profile
    for profile in (OFFICE_COLOUR, OFFICE_GREY, FINE_GREY, FINE_COLOUR, FAX, OLD_COPY)
}


def scan(
    sheet: Sheet, profile: Profile, random: np.random.Generator, turn: Turn = 0
) -> tuple[Image.Image, Placement]:
    """Return what the scanner sees of `sheet`, and how the sheet lies in it."""
    placement = Placement(round(float(random.uniform(-profile.skew, profile.skew)), 3), turn)
    mode: raster.Mode = "RGB" if profile.colours == "colour" else "L"
    image = raster.drawn(sheet, profile.dpi, mode, placement)
    return _seen(image, profile, random, turn), placement


def scan_print(
    image: Image.Image, profile: Profile, random: np.random.Generator, turn: Turn = 0
) -> Image.Image:
    """Return what the scanner sees of a printed A4 sheet, given as a picture of what is on it."""
    size = (round(WIDTH * profile.dpi / 72), round(HEIGHT * profile.dpi / 72))
    sheet = image.convert("RGB" if profile.colours == "colour" else "L").resize(size)
    skew = float(random.uniform(-profile.skew, profile.skew))
    white = "white" if sheet.mode == "RGB" else 255
    askew = sheet.rotate(skew, Image.Resampling.BICUBIC, fillcolor=white)
    return _seen(askew, profile, random, turn)


def _seen(
    image: Image.Image, profile: Profile, random: np.random.Generator, turn: Turn
) -> Image.Image:
    image = image.filter(ImageFilter.BoxBlur(profile.blur * profile.dpi / 200))
    image = _faded(image, profile.fade)
    image = ImageChops.multiply(image, _light(image, profile, random))
    image = ImageChops.add(image, _grain(image, profile.grain, random), 1, -128)
    if profile.colours == "bilevel":
        image = image.point([255 * (level > profile.threshold) for level in range(256)]).convert(
            "1"
        )
    turned = {0: None, 90: Image.Transpose.ROTATE_270, 180: Image.Transpose.ROTATE_180}
    how = turned.get(turn, Image.Transpose.ROTATE_90)
    return image if how is None else image.transpose(how)


def _faded(image: Image.Image, fade: int) -> Image.Image:
    """Return `image` with its black lifted by `fade`."""
    if not fade:
        return image
    curve = [fade + round(level * (255 - fade) / 255) for level in range(256)]
    return image.point(curve * len(image.getbands()))


def _light(image: Image.Image, profile: Profile, random: np.random.Generator) -> Image.Image:
    """Return the paper's own tint under the uneven light of the lamp."""
    columns, rows = _FIELD
    across, down = np.meshgrid(np.linspace(-1, 1, columns), np.linspace(-1, 1, rows))
    angle = random.uniform(0, 2 * np.pi)
    slope = np.clip(across * np.cos(angle) + down * np.sin(angle), 0, None)
    field = 252 - profile.shade * slope**2.2 - 2.5 * (1 - np.cos(2.5 * across + angle)) / 2
    light = Image.fromarray(field.astype(np.uint8)).resize(image.size)
    if image.mode == "L":
        return light
    tints = (1.0, 0.994, 0.972)
    bands = [light.point([round(level * tint) for level in range(256)]) for tint in tints]
    return Image.merge("RGB", bands)


def _grain(image: Image.Image, deviation: float, random: np.random.Generator) -> Image.Image:
    """Return noise about 128 of the size of `image`, the same in each band."""
    block = random.normal(128, deviation, (_GRAIN, _GRAIN))
    repeats = (-(-image.height // _GRAIN), -(-image.width // _GRAIN))
    noise = np.tile(np.clip(block, 0, 255).astype(np.uint8), repeats)
    band = Image.fromarray(noise[: image.height, : image.width])
    return band if image.mode == "L" else Image.merge("RGB", [band] * 3)
