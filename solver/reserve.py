"""What a search keeps of its time for what comes after it: reasons, the last look at the plan, the last proofs.

Not allowed here: spending it.
"""

from dataclasses import dataclass

REASONS_EACH, LOOK_EACH, PROOFS_EACH = 0.003, 0.002, 0.001
"""Seconds per activity of the problem: twice what the sample weeks took on a free core, as a machine may be busy."""
MOST = 0.3
"""The largest part of the whole time that is kept, however large the problem is."""


@dataclass(frozen=True, slots=True)
class Reserve:
    """Seconds kept for what comes after the search, in this order; what one does not use is for the next."""

    reasons: float
    look: float
    proofs: float

    @classmethod
    def of(cls, activities: int, seconds: float) -> "Reserve":
        """Return what a search of so many seconds keeps for a problem of so many activities."""
        needed = activities * (REASONS_EACH + LOOK_EACH + PROOFS_EACH)
        part = min(1.0, MOST * seconds / needed) if needed else 0.0
        return cls(*(activities * each * part for each in (REASONS_EACH, LOOK_EACH, PROOFS_EACH)))

    @property
    def whole(self) -> float:
        """Seconds kept in all."""
        return self.reasons + self.look + self.proofs

    @property
    def after_reasons(self) -> float:
        """Seconds kept for what comes after the reasons."""
        return self.look + self.proofs
