"""What is asked under a key is done once; the same key for something else is refused.

Not allowed here: storing keys.
"""

from planner.domain.wording import Text

_OTHER = Text(
    "deze Idempotency-Key is al gebruikt voor iets anders\nNeem voor iets anders een nieuwe sleutel.",
    "this Idempotency-Key was used for something else\nTake a new key for something else.",
)


class KeyUsedError(ValueError):
    """A key that makes repeating safe comes again with something else; first line what, second line the remedy."""

    def __init__(self) -> None:
        super().__init__(_OTHER.say())
