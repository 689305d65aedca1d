"""Who of a roster may go along on a flight, and what each group of escorts must have. Pure functions; no search."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from planner.domain.activities import Activity
from planner.domain.cases import Case, RiskLevel, Sex
from planner.domain.civil import day_of
from planner.domain.escorts import EscortOfficer, EscortSkill
from planner.domain.flights import Flight
from planner.domain.ids import CountryCode, LanguageCode
from planner.domain.spelling import numeric_date
from planner.domain.time import Minute
from solver.duty import duty_interval, needs_nurse, persons_of
from solver.known import Known


@dataclass(frozen=True, slots=True)
class Demand:
    """So many of a group must fit: in words, the number, and who fits."""

    what: str
    number: int
    fits: Callable[[EscortOfficer], bool]


def unfit(known: Known, officer: EscortOfficer, flight: Flight) -> str | None:
    """Say why an officer cannot enter where the flight goes; None when nothing is in the way."""
    home = duty_interval(known, flight)
    last = day_of(Minute((home.end or flight.arrives) - 1))
    if officer.passport_until is None:
        return f"begeleider {officer.id} heeft geen paspoort"
    needed = last + timedelta(days=known.setting("P40", "passport", flight.departs))
    if officer.passport_until < needed:
        until, asked = numeric_date(officer.passport_until), numeric_date(needed)
        return f"het paspoort van begeleider {officer.id} is geldig tot en met {until}, nodig is {asked}"
    for country in _asking(known, flight):
        if not any(visa.country == country and visa.until >= last for visa in officer.visas):
            return f"begeleider {officer.id} heeft geen visum voor {country} tot en met {numeric_date(last)}"
    return None


def _asking(known: Known, flight: Flight) -> Iterator[CountryCode]:
    """Yield the countries on the way that ask escorts for a visa."""
    for country in dict.fromkeys((*(transit.country for transit in flight.transits), flight.country)):
        rule = known.country_rules.get(country)
        if rule is not None and rule.escort_visa:
            yield country


def demands(known: Known, activity: Activity, flight: Flight) -> Sequence[Demand]:
    """Return what the officers who go along with a departure must have between them."""
    persons = _persons(known, activity)
    asked = [(EscortSkill.COMMANDER, "commanders", True)]
    asked += [(EscortSkill.FAMILIES, "families", persons_of(activity) > 1 or any(p.minor for p in persons))]
    asked += [(EscortSkill.HIGH_RISK, "high-risk", any(p.risk is RiskLevel.HIGH for p in persons))]
    found = [
        Demand(skill.value, known.setting("P40", key, flight.departs), _has(skill))
        for skill, key, needed in asked
        if needed
    ]
    if needs_nurse(known, activity):
        found.append(Demand(EscortSkill.NURSE.value, 1, _has(EscortSkill.NURSE)))
    same = known.setting("P40", "same-sex", flight.departs)
    for sex, called in ((Sex.MALE, "man"), (Sex.FEMALE, "vrouw")):
        if any(person.sex is sex for person in persons):
            found.append(Demand(called, same, _of(sex)))
    return [demand for demand in found if demand.number > 0]


def languages(known: Known, activity: Activity) -> frozenset[LanguageCode]:
    """Return the languages of the persons."""
    return frozenset(person.language for person in _persons(known, activity))


def _persons(known: Known, activity: Activity) -> list[Case]:
    return [known.cases[code] for code in activity.cases if code in known.cases]


def _has(skill: EscortSkill) -> Callable[[EscortOfficer], bool]:
    return lambda officer: skill in officer.skills


def _of(sex: Sex) -> Callable[[EscortOfficer], bool]:
    return lambda officer: officer.sex is sex
