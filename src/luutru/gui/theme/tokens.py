"""The table of colours, light and dark; no colour is written anywhere else.

Text colours and the words on status colours keep a contrast of at least 4.5:1 on what they
stand on (WCAG 2.2, success criterion 1.4.3).
"""

from types import MappingProxyType
from typing import Final, NamedTuple


class StatusColours(NamedTuple):
    """The three colours of one state: the word, its ground, and a solid for dots and bars."""

    text: str
    ground: str
    solid: str


class Tokens(NamedTuple):
    """Every colour of one theme, by what it is for."""

    name: str
    bg: str
    surface: str
    sunken: str
    raised: str
    nav: str
    border: str
    border_strong: str
    grid: str
    text: str
    text2: str
    text3: str
    accent: str
    accent_hover: str
    tint: str
    on_accent: str
    hit: str
    hit_current: str
    selection: str
    hover: str
    paper: str
    shadow: str
    status: MappingProxyType[str, StatusColours]
    series: tuple[str, ...]


def _states(**colours: tuple[str, str, str]) -> MappingProxyType[str, StatusColours]:
    return MappingProxyType({name: StatusColours(*three) for name, three in colours.items()})


LIGHT: Final = Tokens(
    name="light",
    bg="#F6F7F9",
    surface="#FFFFFF",
    sunken="#F1F3F6",
    raised="#FFFFFF",
    nav="#F0F2F5",
    border="#E2E6EB",
    border_strong="#C9D0D9",
    grid="#ECEFF3",
    text="#182028",
    text2="#4E5A67",
    text3="#5F6B78",
    accent="#0B6B68",
    accent_hover="#095654",
    tint="#DDF0EE",
    on_accent="#FFFFFF",
    hit="#FFE9A8",
    hit_current="#FFC53D",
    selection="#E4F1F0",
    hover="#F3F5F8",
    paper="#FFFFFF",
    shadow="#182028",
    status=_states(
        active=("#11643A", "#E2F4E9", "#23945A"),
        expiring=("#845000", "#FDF0D9", "#D98A0B"),
        overdue=("#AC211A", "#FCE8E6", "#D93A31"),
        progress=("#1C57B0", "#E5EEFC", "#3B7BDB"),
        signed=("#0E5C86", "#E0F1FA", "#2B8FC4"),
        review=("#623A99", "#F0E9FA", "#8A5CC7"),
        replaced=("#623A99", "#F0E9FA", "#8A5CC7"),
        ended=("#48525E", "#EBEEF1", "#7C8795"),
        draft=("#48525E", "#F1F3F6", "#A5AFBB"),
        terminated=("#7A3B1D", "#F8E9E0", "#B3633A"),
    ),
    series=("#0B6B68", "#5AA9A3", "#D9A441", "#7A8CA3", "#B5654A"),
)

DARK: Final = Tokens(
    name="dark",
    bg="#12161B",
    surface="#1A2027",
    sunken="#151A20",
    raised="#222932",
    nav="#151A20",
    border="#2B333D",
    border_strong="#3D4753",
    grid="#252D36",
    text="#E8ECF1",
    text2="#AAB5C1",
    text3="#8E9AA8",
    accent="#52BDB6",
    accent_hover="#6FD0C9",
    tint="#17393A",
    on_accent="#06201F",
    hit="#5C4A12",
    hit_current="#B8860B",
    selection="#1B3335",
    hover="#202730",
    paper="#FFFFFF",
    shadow="#000000",
    status=_states(
        active=("#7FD8A4", "#163524", "#3FAE73"),
        expiring=("#F0BF6A", "#3A2B10", "#D99A2B"),
        overdue=("#FF9C94", "#40201E", "#E5625A"),
        progress=("#93BDFA", "#1A2D4A", "#5B93E8"),
        signed=("#86CBEE", "#153243", "#3D9BCB"),
        review=("#CBAEF2", "#2E2343", "#9C77D6"),
        replaced=("#CBAEF2", "#2E2343", "#9C77D6"),
        ended=("#AAB5C1", "#2A323B", "#7C8896"),
        draft=("#AAB5C1", "#232A32", "#5E6975"),
        terminated=("#E7B08F", "#3A271C", "#B9724B"),
    ),
    series=("#52BDB6", "#2F7F7B", "#D9A441", "#8A9BB0", "#CF8468"),
)

TEXTS: Final = ("text", "text2", "text3")
"""Colours that words are written in."""
GROUNDS: Final = ("bg", "surface", "sunken", "raised", "nav", "selection", "hover")
"""Colours that any of `TEXTS` may stand on."""
