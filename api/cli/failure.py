"""How a command ends badly: exit codes, and failures with what is wrong and what to do about it."""

from enum import IntEnum

from rich.console import Group, RenderableType


class ExitCode(IntEnum):
    """What a script may act on; the same list stands in ``vertrekplanner --help``."""

    FINE = 0
    BREACHES = 1
    WRONG_INPUT = 2
    NOT_FOUND = 3
    STORE = 4
    UNEXPECTED = 70
    INTERRUPTED = 130


class CommandFailure(Exception):  # noqa: N818 - it ends a command; it is not an error of the program
    """Ends a command with a message for the officer, a remedy and an exit code.

    ``details`` is shown before the message, for instance a table of refusals.
    """

    def __init__(
        self,
        message: str,
        remedy: str,
        *,
        code: ExitCode = ExitCode.WRONG_INPUT,
        details: RenderableType | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
        self.code = code
        self.details = details if details is not None else Group()


def not_found(message: str, remedy: str) -> CommandFailure:
    """Return the failure for something that is not in the store."""
    return CommandFailure(message, remedy, code=ExitCode.NOT_FOUND)


def from_text(text: str, code: ExitCode) -> CommandFailure:
    """Return the failure for an error that carries its remedy on the next line."""
    message, _, remedy = text.partition("\n")
    return CommandFailure(message, remedy, code=code)
