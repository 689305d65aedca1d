"""The contact log brought in line with the protocols: who is due this week is who is meant to be.

The protocols count from facts that several subjects draw; here the last contacts are laid so that what they come to
is the week that was meant. Not allowed here: other facts.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from planner.domain.activities import Activity, ActivityKind
from planner.domain.case_steps import CaseStep
from planner.domain.cases import Ownership
from planner.domain.civil import at, day_of
from planner.domain.departure_plan import Channel, Contact, Party
from planner.domain.facts import Fact, fact_key
from planner.domain.ids import CaseId
from planner.domain.time import MINUTES_PER_DAY, Minute
from planner.sample.asked import step_world
from planner.sample.held import Held
from planner.sample.world import World
from planner.usecases.protocols.protocol_steps import StepEngine

_PROGRESS, _FIRST, _CLOSING = "voortgang", "eerste-gesprek", "eindgesprek"
_HOUR = 11


def settled(world: World, facts: Iterable[Fact], held: Held) -> tuple[Fact, ...]:
    """Return the facts with contacts by which the protocols ask what was left to them, and little else.

    What they do not ask after all, for another conversation is due already, the service delivers.
    """
    given = tuple(facts)
    later: dict[CaseId, int] = {}
    extra: list[Contact] = []
    owners = {fact.case: fact.regievoerder for fact in given if isinstance(fact, Ownership)}
    leaving = _leaving(given)
    for step in _asked(world, given):
        cases = step.activity.cases if step.activity is not None else ()
        if step.step == _PROGRESS and cases[0] in held.meant:
            shift = (held.meant[cases[0]] - day_of(Minute((step.due or 1) - 1))).days
            later[cases[0]] = max(0, shift)
        else:
            subject = _CLOSING if leaving.intersection(cases) else step.step
            extra += [_spoken(world, case, subject, owners.get(case, "")) for case in cases]
    after_all = (activity for activity in held.left if activity.cases[0] not in later)
    return (*apart(_moved(fact, later) for fact in given), *after_all, *extra)


def apart(facts: Iterable[Fact]) -> Iterator[Fact]:
    """Yield the facts; of contacts with one party about one case at one minute, the later ones a minute on."""
    taken: set[str] = set()
    for fact in facts:
        one = fact
        while isinstance(one, Contact) and fact_key(one) in taken:
            one = replace(one, at=Minute(one.at + 1))
        if isinstance(one, Contact):
            taken.add(fact_key(one))
        yield one


def _leaving(facts: Iterable[Fact]) -> frozenset[CaseId]:
    departures = (f for f in facts if isinstance(f, Activity) and f.kind is ActivityKind.DEPARTURE)
    return frozenset(case for departure in departures for case in departure.cases)


def _asked(world: World, facts: tuple[Fact, ...]) -> Iterator[CaseStep]:
    """Yield conversations that the protocols ask this week beside those delivered; of new cases nothing is changed."""
    found = step_world(facts, world.as_of, world.horizon)
    engine, delivered = StepEngine(found), found.index.facts.open
    for case in found.index.cases.values():
        for step in engine.scheduled(case):
            talk = step.activity is not None and step.activity.kind is ActivityKind.CONVERSATION
            soon = step.opens is not None and world.scope.end is not None and step.opens < world.scope.end
            if talk and soon and step.key not in delivered and step.step != _FIRST:
                yield step


def _moved(fact: Fact, later: Mapping[CaseId, int]) -> Fact:
    if not isinstance(fact, Contact) or fact.channel is not Channel.MEETING or not later.get(fact.case):
        return fact
    return replace(fact, at=Minute(fact.at + later[fact.case] * MINUTES_PER_DAY))


def _spoken(world: World, case: CaseId, step: str, actor: str) -> Contact:
    return Contact(
        case=case,
        at=at(world.today, _HOUR),
        party=Party.PERSON,
        channel=Channel.MEETING,
        actor=actor,
        subject=step,
    )
