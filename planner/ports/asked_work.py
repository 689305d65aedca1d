"""Port to work that was asked of the server, so that a restart loses none of it in silence.

Not allowed here: SQL, and doing the work.
"""

from typing import Protocol

from planner.domain.asked_work import AskedDelivery, AskedSolve


class AskedWork(Protocol):
    """Solves that were asked for and deliveries that wait."""

    def put_solve(self, solve: AskedSolve) -> None:
        """Store a solve as it stands now, in place of what was stored of it."""
        ...

    def solves(self, most: int) -> tuple[AskedSolve, ...]:
        """Return the solves that were asked for last, oldest first."""
        ...

    def put_delivery(self, delivery: AskedDelivery) -> None:
        """Store a delivery as it stands now, in place of what was stored of it."""
        ...

    def delivery(self, number: str) -> AskedDelivery | None:
        """Return a delivery, None for one that does not wait (any more)."""
        ...

    def drop_delivery(self, number: str) -> None:
        """Forget a delivery: it is stored, refused or not wanted."""
        ...

    def deliveries(self, account: str) -> tuple[AskedDelivery, ...]:
        """Return what waits for an account, the oldest first."""
        ...
