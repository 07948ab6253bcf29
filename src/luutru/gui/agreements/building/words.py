"""How the ways of asking are called in the builder, and what their inputs say."""

from typing import Final

from luutru.i18n import mark
from luutru.services.query_building import How

HOW: Final = {
    How.ALL: mark("all of the words"),
    How.PHRASE: mark("the phrase"),
    How.MARKS: mark("exact marks"),
    How.ANY: mark("one of the words"),
    How.NONE: mark("none of the words"),
    How.BEGINS: mark("words begin with"),
    How.SIMILAR: mark("words spelled alike"),
    How.NEAR: mark("words close by"),
    How.IS: mark("is"),
    How.IS_NOT: mark("is not"),
    How.FROM: mark("from"),
    How.UNTIL: mark("until"),
    How.BETWEEN: mark("between"),
}
EXAMPLE: Final = {
    "text": mark("Words"),
    "day": mark("7/12/2023, 12/2023 or 2023"),
    "pages": mark("Page number"),
    "choice": mark("Choose a value"),
}
"""What an empty input says, by the kind of its field."""
SHORT_EXAMPLE: Final = {"day": "12/2023", "pages": "3"}
"""The same where two inputs share the room of one."""
BETWEEN_DAYS: Final = mark("and")
WITHIN_WORDS: Final = mark("at most (words):")
TWO_VALUES: Final = frozenset({How.BETWEEN, How.NEAR})
"""Ways of asking that need a second value: the last day, or a number of words."""
