"""When the court is to hear and to rule on a detention, from what was entered; information and no more.

Not allowed here: terms of DT&V itself (``legal_terms``).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from planner.domain.cases import Regime
from planner.domain.casework import LegalMoment, LegalMomentKind
from planner.domain.settings import Settings
from planner.domain.wording import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class AtCourt:
    """Something the court is to do by a day."""

    what: Text
    by: date


HEARING = Text(nl="de zitting", en="the hearing")
RULING = Text(nl="de uitspraak", en="the ruling")


def expected_at_court(moments: Sequence[LegalMoment], settings: Settings, today: date) -> Iterator[AtCourt]:
    """Yield the hearing, or else the ruling, that is still to come in the detention of one case.

    Whoever appealed brought the case before the court as the notice would have.
    """
    told = _last(moments, today, LegalMomentKind.COURT_NOTIFIED, LegalMomentKind.APPEAL)
    ordered = _last(moments, today, LegalMomentKind.DETENTION_ORDER)
    if told is None or ordered is None or told < ordered:
        return
    ruled = _last(moments, today, LegalMomentKind.DETENTION_RULING)
    heard = _last(moments, None, LegalMomentKind.HEARING)
    if ruled is not None and ruled >= told:
        return
    if heard is None or heard < told:
        days = settings.value("R13", "hearing", on=told, regime=Regime.DETENTION)
        yield AtCourt(what=HEARING, by=told + timedelta(days=days))
    elif heard <= today:
        days = settings.value("R13", "ruling", on=heard, regime=Regime.DETENTION)
        yield AtCourt(what=RULING, by=heard + timedelta(days=days))


def _last(moments: Sequence[LegalMoment], until: date | None, *kinds: LegalMomentKind) -> date | None:
    days = (moment.on for moment in moments if moment.kind in kinds and (until is None or moment.on <= until))
    return max(days, default=None)
