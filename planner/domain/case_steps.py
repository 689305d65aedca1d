"""What the protocols ask for one case (or one site) at one moment, and how far that is.

Not allowed here: how it is found out (``planner.usecases.protocols.protocol_steps``) and who the regievoerder is.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from planner.domain.activities import Activity
from planner.domain.departure_plan import Party
from planner.domain.ids import ActivityKey, CaseId, PlaceId
from planner.domain.levels import Level
from planner.domain.protocol_facts import FactRef
from planner.domain.protocols import Protocol, Step, StepForm
from planner.domain.time import Minute
from planner.domain.wording import Text


class StepState(StrEnum):
    """How far a step is."""

    DONE = "gedaan"
    OPEN = "open"
    LATE = "te-laat"
    COMING = "komt-nog"
    WAITING = "wacht"
    NOT_APPLICABLE = "niet-van-toepassing"

    @property
    def to_do(self) -> bool:
        """Whether somebody has to do something for it, now or by its due moment."""
        return self in (StepState.OPEN, StepState.LATE, StepState.COMING)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseStep:
    """One step of one case; of a site where ``case`` is None.

    ``because`` is the fact that decided the state: by which it is done, for which it waits, through which it is
    not applicable. ``due`` is the first minute that is too late. ``activity`` is what a solve plans for it.
    """

    key: ActivityKey
    case: CaseId | None
    asked: Step
    by: Protocol
    occurrence: int
    state: StepState
    because: FactRef | None = None
    on: date | None = None
    """Day of the fact that decided."""
    anchor: FactRef | None = None
    anchor_day: date | None = None
    opens: Minute | None = None
    due: Minute | None = None
    level: Level = Level.TIMELY
    participants: tuple[Party, ...] = ()
    activity: Activity | None = None
    resembles: ActivityKey | None = None
    """What a source delivered for the same step under another key: nobody plans both unseen."""
    place: PlaceId | None = None
    """The site, of a step that is no case's."""

    @property
    def step(self) -> str:
        """The code of the step."""
        return self.asked.code

    @property
    def title(self) -> Text:
        """The step in words."""
        return self.asked.title

    @property
    def form(self) -> StepForm:
        """What the step is."""
        return self.asked.form

    @property
    def owner(self) -> Party:
        """Who has to do it."""
        return self.asked.owner

    @property
    def protocol(self) -> str:
        """The protocol and version that ask for it."""
        return self.by.ref


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingFact:
    """A fact that people have to enter before a step can go on."""

    case: CaseId
    step: str
    title: Text
    fact: FactRef
    protocol: str


_WHY = {
    StepState.DONE: Text(nl="gedaan: {fact}", en="done: {fact}"),
    StepState.WAITING: Text(nl="wacht op {fact}", en="waits for {fact}"),
    StepState.NOT_APPLICABLE: Text(nl="niet van toepassing: {fact}", en="not applicable: {fact}"),
}


def say_why(step: CaseStep) -> str:
    """Return in words why the step is in its state; empty where its dates say it all."""
    template = _WHY.get(step.state)
    return template.say(fact=step.because.say()) if template is not None and step.because is not None else ""
