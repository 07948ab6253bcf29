"""How the ways of asking are called in the builder, and what their inputs say."""

from typing import Final

from luutru.i18n import mark
from luutru.services.query_building import How

HOW: Final = {
    How.ALL: mark("has all of the words"),
    How.PHRASE: mark("has the words in this order"),
    How.MARKS: mark("has exactly these marks"),
    How.ANY: mark("has one of the words"),
    How.NONE: mark("has none of the words"),
    How.BEGINS: mark("has words that begin with"),
    How.SIMILAR: mark("has words spelled alike"),
    How.NEAR: mark("has the words close together"),
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
BETWEEN_DAYS: Final = mark("and")
WITHIN_WORDS: Final = mark("within so many words:")
TWO_VALUES: Final = frozenset({How.BETWEEN, How.NEAR})
"""Ways of asking that need a second value: the last day, or a number of words."""
