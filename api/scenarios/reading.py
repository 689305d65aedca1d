"""What somebody supposes, in one line of text each: on the command line and in a field of a page.

Not allowed here: whether it goes with the facts (the use case says so).
"""

from planner.domain.cases import Regime
from planner.domain.ids import EscortTeamId, FlightId, MissionId, PlaceId, RuleId
from planner.domain.scenario import OwnValue
from planner.domain.steps import StepRefusedError
from planner.domain.time import Interval, Minute
from planner.intake.moments import CellError, parse_moment
from planner.usecases.scenarios.supposing import MoreFlight, MoreSession, MoreTeams, SiteCloses

_MOST_DIGITS = 9


def more_teams(text: str) -> MoreTeams:
    """Read ``TEAM`` or ``TEAM*AANTAL``."""
    team, _, count = text.partition("*")
    return MoreTeams(team=EscortTeamId(team.strip()), count=_number(count or "1", "het aantal teams"))


def more_session(mission: str, start: str, end: str, quota: str) -> MoreSession:
    """Read one more sitting."""
    return MoreSession(
        mission=MissionId(mission.strip()), interval=_span(start, end), quota=_number(quota, "het aantal personen")
    )


def site_closes(place: str, start: str, end: str) -> SiteCloses:
    """Read a site that closes."""
    return SiteCloses(place=PlaceId(place.strip()), interval=_span(start, end))


def more_flight(like: str, departs: str) -> MoreFlight:
    """Read one more flight."""
    return MoreFlight(like=FlightId(like.strip()), departs=moment_of(departs))


def own_value(text: str) -> OwnValue:
    """Read ``REGEL SLEUTEL=WAARDE``, with a regime as ``REGEL SLEUTEL REGIME=WAARDE``."""
    left, sign, value = text.rpartition("=")
    words = left.split()
    if not sign or len(words) not in (2, 3):
        raise StepRefusedError(f"norm {text!r} is niet leesbaar", "Schrijf bijvoorbeeld R39 weight=5.")
    regime = None
    if len(words) == 3:  # noqa: PLR2004 - the third word
        if words[2] not in set(Regime):
            raise StepRefusedError(f"regime {words[2]!r} is er niet", f"Kies uit: {', '.join(Regime)}.")
        regime = Regime(words[2])
    return OwnValue(rule=RuleId(words[0]), key=words[1], value=_number(value, "de waarde"), regime=regime)


def parts(text: str, count: int, example: str) -> list[str]:
    """Return the parts of one text between semicolons; raise StepRefusedError."""
    found = [part.strip() for part in text.split(";")]
    if len(found) != count:
        raise StepRefusedError(f"{text!r} is niet leesbaar", f"Schrijf bijvoorbeeld: {example}")
    return found


def moment_of(text: str) -> Minute:
    """Return a moment in Dutch civil time; raise StepRefusedError."""
    try:
        return parse_moment(text.strip())
    except CellError as error:
        raise StepRefusedError(f"tijdstip {text!r}: {error.problem}", error.remedy) from error


def _span(start: str, end: str) -> Interval:
    first, last = moment_of(start), moment_of(end)
    if last <= first:
        raise StepRefusedError("het eind ligt niet na het begin", "Verbeter een van beide tijden.")
    return Interval(first, last)


def _number(text: str, what: str) -> int:
    plain = text.strip()
    if not plain.isascii() or not plain.isdigit() or len(plain) > _MOST_DIGITS:
        raise StepRefusedError(f"{what} is geen getal: {text!r}", "Geef een heel getal.")
    return int(plain)
