"""What the stamping process could not do."""


class StampingFailed(Exception):
    """The process could not do it: `fault` is a code of `stamping.trouble.Fault`, or `died`."""

    def __init__(self, fault: str, detail: str = "") -> None:
        super().__init__(fault, detail)
        self.fault = fault
        self.detail = detail
