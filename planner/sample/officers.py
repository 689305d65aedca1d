"""The roster by service number of one team, in the sizes that have one.

Not allowed here: what teams offer (see ``escorts``).
"""

from collections.abc import Sequence
from datetime import timedelta
from random import Random

from planner.domain.cases import Sex
from planner.domain.civil import at
from planner.domain.escorts import EscortOfficer, EscortSkill, EscortTeam, Visa
from planner.domain.ids import CountryCode, LanguageCode, OfficerId
from planner.domain.time import Interval
from planner.sample.countries import ORIGINS
from planner.sample.flights import ESCORT_VISA
from planner.sample.sizes import SampleSize
from planner.sample.world import World, chance

SIZES = frozenset({SampleSize.OFFICE, SampleSize.REGION})
_SPARE = 4
"""So many officers more than the team ever offers."""
_LANGUAGES = ("en", "fr", "ar", "ti", "tr", "es")


def draw_officers(world: World, teams: Sequence[EscortTeam]) -> list[EscortOfficer]:
    """Return the officers of the first team; other teams, and other sizes, leave the names to KMar."""
    if world.size not in SIZES or not teams:
        return []
    stream = world.stream("officers")
    return [_officer(stream, world, teams[0], number) for number in range(teams[0].size + _SPARE)]


def _officer(stream: Random, world: World, team: EscortTeam, number: int) -> EscortOfficer:
    days = world.horizon_days
    leave = stream.choice(days)
    stretches = (
        Interval(at(days[0] - timedelta(days=2), 0), at(leave, 0)) if leave > days[0] else None,
        Interval(at(leave + timedelta(days=1), 0), at(days[-1] + timedelta(days=3), 0)),
    )
    skills = {EscortSkill.COMMANDER} if number % 2 == 0 else set()
    skills |= {skill for skill in (EscortSkill.FAMILIES, EscortSkill.HIGH_RISK) if chance(stream, 0.6)}
    skills |= {EscortSkill.NURSE} if team.nurse and number % 5 == 1 else set()
    years = stream.randint(1, 9)
    return EscortOfficer(
        id=OfficerId(f"KM-{20_000 + 7 * number + stream.randint(0, 6):05d}"),
        team=team.id,
        available=tuple(stretch for stretch in stretches if stretch is not None),
        sex=Sex.FEMALE if number % 3 == 0 else Sex.MALE,
        skills=frozenset(skills),
        languages=frozenset(map(LanguageCode, ("nl", *stream.sample(_LANGUAGES, 2)))),
        passport_until=None if number % 11 == 10 else days[-1] + timedelta(days=365 * years),  # noqa: PLR2004 - one in 11
        visas=tuple(_visas(stream, world)),
    )


def _visas(stream: Random, world: World) -> list[Visa]:
    until = world.horizon_days[-1] + timedelta(days=stream.randint(30, 700))
    asking = sorted({origin.country for origin in ORIGINS} & ESCORT_VISA)
    return [Visa(country=CountryCode(code), until=until) for code in asking if chance(stream, 0.8)]
