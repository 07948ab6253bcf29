"""The kinds of errors, by who can put them right, and what each of them can tell."""

from typing import ClassVar

from luutru.i18n import translate


class LuutruError(Exception):
    """A situation with a title to read, advice to follow and a status for the shell."""

    title: ClassVar[str]
    advice: ClassVar[str]
    exit_status: ClassVar[int]

    def __init__(self, **facts: str | int) -> None:
        super().__init__(facts)
        self.facts = facts

    def what_happened(self) -> str:
        """Say in one sentence what happened to what."""
        return translate(self.title).format(**self.facts)

    def what_next(self) -> str:
        """Say in one sentence what to do next."""
        return translate(self.advice).format(**self.facts)

    def __str__(self) -> str:
        return f"{self.what_happened()} {self.what_next()}"


class Refusal(LuutruError):
    """The rules of the archive say no; different input would be accepted."""

    exit_status = 3


class Trouble(LuutruError):
    """The computer got in the way; the same request may succeed later."""

    exit_status = 4


class Damage(LuutruError):
    """What is kept no longer matches what was taken in; nothing more is written."""

    exit_status = 5
