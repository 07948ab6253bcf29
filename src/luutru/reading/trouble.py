"""What keeps a page from being read."""

from luutru.reading.messages import Problem


class Unreadable(Exception):
    """A file or a page that cannot be read, and why."""

    def __init__(self, problem: Problem, detail: str = "") -> None:
        super().__init__(problem, detail)
        self.problem = problem
        self.detail = detail


class NoModel(Exception):
    """The model of a language lies in none of the folders, or is not one."""

    def __init__(self, language: str, folder: str) -> None:
        super().__init__(language, folder)
        self.language = language
        self.folder = folder
        """Where it was looked for first."""
