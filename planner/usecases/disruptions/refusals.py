"""Why a report was not taken. Not allowed here: words for the screen beside the first lines of errors."""

from planner.ports.intake import Refusal

SOURCE = "verstoringen"
"""Name of the table, and source of the facts that reports make."""


class ReportRefusedError(ValueError):
    """What was reported cannot be so, or is known; nothing was stored. ``refusals`` say where and what to do."""

    def __init__(self, refusals: tuple[Refusal, ...]) -> None:
        self.refusals = refusals
        super().__init__("\n".join(f"{_said(refusal)}\n{refusal.remedy}" for refusal in refusals))


def refused(column: str | None, problem: str, remedy: str, value: str | None = None) -> ReportRefusedError:
    """Return the refusal of one field."""
    refusal = Refusal(file=SOURCE, row=None, column=column, value=value, problem=problem, remedy=remedy)
    return ReportRefusedError((refusal,))


def _said(refusal: Refusal) -> str:
    where = f"{refusal.column}: " if refusal.column else ""
    return f"{where}{refusal.problem}"
