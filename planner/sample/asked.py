"""What the protocols add to a set of facts: the activities that a service need not deliver.

Not allowed here: drawing.
"""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from planner.domain.activities import Activity
from planner.domain.cases import BlockingFact, Case, Membership, Ownership, Stay, TrackFact, TravelDocument
from planner.domain.casework import LegalMoment, PhaseChange, Procedure, Reception
from planner.domain.civil import IsoWeek
from planner.domain.clearances import Clearance
from planner.domain.default_settings import DEFAULT_SETTINGS
from planner.domain.departure_plan import Contact, InformationRequest
from planner.domain.facts import Fact
from planner.domain.ids import NETHERLANDS
from planner.domain.missions import Mission
from planner.domain.places import Place
from planner.domain.resources import ClosedDays
from planner.domain.settings import Settings
from planner.domain.terms import work_calendars
from planner.domain.time import Interval, Minute
from planner.usecases.protocols.ask_protocols import ask_protocols
from planner.usecases.protocols.casework_index import CaseworkFacts, CaseworkIndex
from planner.usecases.protocols.protocol_steps import StepWorld
from planner.usecases.protocols.protocols_in_force import protocols_in_force

_F = TypeVar("_F")
HORIZON_WEEKS = 4


def asked_by_protocols(facts: Iterable[Fact], week: IsoWeek, as_of: Minute) -> tuple[Activity, ...]:
    """Return the activities that the delivered protocols add for the week."""
    horizon = week.interval(HORIZON_WEEKS)
    return ask_protocols(step_world(facts, as_of, horizon), scope=week.interval(), horizon=horizon).added


def step_world(facts: Iterable[Fact], as_of: Minute, horizon: Interval) -> StepWorld:
    """Return what steps are found from, of facts as delivered."""
    held = tuple(facts)
    activities = {activity.key: activity for activity in _all(held, Activity)}
    protocols = protocols_in_force(())
    bundle = CaseworkFacts(
        cases=_all(held, Case),
        memberships=_all(held, Membership),
        ownerships=_all(held, Ownership),
        stays=_all(held, Stay),
        receptions=_all(held, Reception),
        moments=_all(held, LegalMoment),
        procedures=_all(held, Procedure),
        phases=_all(held, PhaseChange),
        documents=_all(held, TravelDocument),
        tracks=_all(held, TrackFact),
        blocks=_all(held, BlockingFact),
        clearances=_all(held, Clearance),
        contacts=_all(held, Contact),
        questions=_all(held, InformationRequest),
        places=_all(held, Place),
        missions=_all(held, Mission),
        open=activities,
        known=activities,
    )
    return StepWorld(
        index=CaseworkIndex(bundle, as_of, protocols.talk_codes()),
        protocols=protocols,
        settings=Settings(DEFAULT_SETTINGS),
        calendar=work_calendars(_all(held, ClosedDays))[NETHERLANDS],
        until=horizon.end or horizon.start,
    )


def _all(facts: Sequence[Fact], kind: type[_F]) -> tuple[_F, ...]:
    return tuple(fact for fact in facts if isinstance(fact, kind))
