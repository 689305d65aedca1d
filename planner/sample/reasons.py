"""Why bookings end in the sample, by the weights of the delivered settings. Not allowed here: drawing."""

from planner.domain.bookings import CancelReason
from planner.domain.default_settings import DEFAULT_SETTINGS


def _weight(reason: CancelReason) -> float:
    return float(next(one.value for one in DEFAULT_SETTINGS if one.rule == "T02" and one.key == f"reason-{reason}"))


CANCEL_REASONS = tuple((reason, _weight(reason)) for reason in CancelReason)
"""Reasons with their weights, as the model of cancellations has them."""
