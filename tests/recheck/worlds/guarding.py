"""What KMar offers: teams with stretches, some with nurses, some by the hour, some as a roster by service number."""

from datetime import timedelta

from planner.domain.cases import Sex
from planner.domain.civil import at
from planner.domain.escorts import EscortOffer, EscortOfficer, EscortSkill, EscortTeam, Visa
from planner.domain.ids import CountryCode, EscortTeamId, LanguageCode, OfficerId, PlaceId
from planner.domain.time import Interval, Minute
from tests.recheck.worlds.frame import COUNTRIES, Frame, several, some
from tests.recheck.worlds.people import LANGUAGES


def teams(frame: Frame) -> tuple[EscortTeam, ...]:
    """Return four to eight teams that are offered for days on end, with gaps."""
    dice = frame.stream("teams")
    return tuple(
        EscortTeam(
            id=EscortTeamId(f"E{number}"),
            base=PlaceId("OFF-1"),
            size=dice.choice((2, 2, 3, 4)),
            available=_stretches(frame, f"team {number}"),
            nurse=some(dice, 0.3),
        )
        for number in range(1, dice.randint(5, 9) + 1)
    )


def _stretches(frame: Frame, subject: str) -> tuple[Interval, ...]:
    dice = frame.stream(subject)
    found: list[Interval] = []
    start = at(frame.days[0], dice.randint(0, 30))
    while start < at(frame.days[-1], 0):
        end = Minute(start + 60 * dice.choice((14, 30, 60, 120)))
        found.append(Interval(start, end))
        start = Minute(end + 60 * dice.choice((11, 12, 24, 40)))
    return tuple(found)


def pools(frame: Frame) -> tuple[EscortTeam, ...]:
    """Return a pool that says by the hour how many escorts it offers."""
    dice = frame.stream("pools")
    offers: list[EscortOffer] = []
    start = at(frame.days[0], 0)
    while start < at(frame.days[-1], 0):
        end = Minute(start + 60 * dice.randint(6, 40))
        offers.append(EscortOffer(interval=Interval(start, end), escorts=dice.randint(0, 10)))
        start = end
    return (
        EscortTeam(
            id=EscortTeamId("POOL"), base=PlaceId("OFF-1"), size=10, available=(), nurse=True, offers=tuple(offers)
        ),
    )


def officers(frame: Frame, team: EscortTeam) -> tuple[EscortOfficer, ...]:
    """Return a named roster of one team, with passports and visas that sometimes end too early."""
    dice = frame.stream(f"officers {team.id}")
    last = frame.days[-1]
    return tuple(
        EscortOfficer(
            id=OfficerId(f"{team.id}-{number}"),
            team=team.id,
            available=team.available,
            sex=dice.choice((Sex.MALE, Sex.FEMALE)),
            skills=frozenset(several(dice, list(EscortSkill), 4)),
            languages=frozenset(LanguageCode(one) for one in several(dice, LANGUAGES, 2)),
            passport_until=dice.choice((None, last, last + timedelta(days=300), last + timedelta(days=900))),
            visas=tuple(
                Visa(country=CountryCode(code), until=last - timedelta(days=dice.randint(-200, 20)))
                for code in several(dice, COUNTRIES, 5)
            ),
        )
        for number in range(1, dice.randint(5, 9) + 1)
    )
