"""What was frozen and was changed all the same, in a line: what, from when to when, by whom and why.

Not allowed here: finding it.
"""

from api.web.speech import _
from planner.domain.spelling import stamp
from planner.domain.thawed import Thawed
from planner.domain.time import Minute


def thawed_words(one: Thawed) -> str:
    """Return the line."""
    return _(
        "%(what)s: van %(before)s naar %(after)s, door %(who)s op %(at)s: %(reason)s",
        what=one.activity,
        before=_when(one.before),
        after=_when(one.after),
        who=one.actor,
        at=stamp(one.at),
        reason=one.reason or _("nieuwe gegevens"),
    )


def _when(minute: Minute | None) -> str:
    return _("niet gepland") if minute is None else stamp(minute)
