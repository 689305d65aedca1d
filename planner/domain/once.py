"""What is asked under a key is done once and answered the same again; the same key for something else is refused.

Not allowed here: storing keys and answers.
"""

from dataclasses import dataclass
from enum import Enum, auto

from planner.domain.ids import CaseId
from planner.domain.wording import Text

KEPT_DAYS = 7
"""So long the first answer is given again; later the deed itself still knows its key."""
LEASE_SECONDS = 120
"""Who took up a key and did not answer by then has stopped: another may go on."""
_OTHER = Text(
    "deze Idempotency-Key is al gebruikt voor iets anders\nNeem voor iets anders een nieuwe sleutel.",
    "this Idempotency-Key was used for something else\nTake a new key for something else.",
)


class KeyUsedError(ValueError):
    """A key that makes repeating safe comes again with something else; first line what, second line the remedy."""

    def __init__(self) -> None:
        super().__init__(_OTHER.say())


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAnswer:
    """The first answer to what was asked under a key, with the cases that it shows and what for."""

    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: str = ""
    shown: tuple[tuple[str, tuple[CaseId, ...]], ...] = ()


class Taken(Enum):
    """What taking up a key came to, when there is no answer yet."""

    OURS = auto()
    BUSY = auto()
    """Somebody else is doing it at this moment."""
