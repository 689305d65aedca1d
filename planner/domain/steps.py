"""What keeps a step in the life of something from being taken, in words for the person who enters it.

Not allowed here: which steps there are (each subject has its own table).
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongStep:
    """A field of a fact that cannot be so: what is wrong, and the remedy."""

    field: str
    problem: str
    remedy: str


class StepRefusedError(ValueError):
    """A step may not be taken; first line what, second line the remedy."""

    def __init__(self, problem: str, remedy: str) -> None:
        self.problem = problem
        self.remedy = remedy
        super().__init__(f"{problem}\n{remedy}")
