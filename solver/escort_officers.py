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
from planner.domain.norm_words import assumed
from planner.domain.spelling import numeric_date
from planner.domain.time import Minute
from planner.domain.vocabulary import word
from planner.domain.wording import Text
from solver.duty import duty_interval, needs_nurse, persons_of
from solver.known import Known

_NO_PASSPORT = Text(nl="begeleider {officer} heeft geen paspoort", en="escort officer {officer} has no passport")
_PASSPORT = Text(
    nl="het paspoort van begeleider {officer} is geldig tot en met {until}, nodig is {asked}",
    en="the passport of escort officer {officer} is valid up to {until}, needed is {asked}",
)
_NO_VISA = Text(
    nl="begeleider {officer} heeft geen visum voor {country} tot en met {until}",
    en="escort officer {officer} has no visa for {country} up to {until}",
)
_MAN, _WOMAN = Text(nl="man", en="man"), Text(nl="vrouw", en="woman")


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
        return _NO_PASSPORT.say(officer=officer.id)
    needed = last + timedelta(days=known.setting("P40", "passport", flight.departs))
    if officer.passport_until < needed:
        until = numeric_date(officer.passport_until)
        setting = known.settings.find("P40", "passport", on=day_of(flight.departs))
        asked = f"{numeric_date(needed)}{assumed(setting)}"
        return _PASSPORT.say(officer=officer.id, until=until, asked=asked)
    for country in _asking(known, flight):
        if not any(visa.country == country and visa.until >= last for visa in officer.visas):
            return _NO_VISA.say(officer=officer.id, country=country, until=numeric_date(last))
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
        Demand(word(skill), known.setting("P40", key, flight.departs), _has(skill))
        for skill, key, needed in asked
        if needed
    ]
    if needs_nurse(known, activity):
        found.append(Demand(word(EscortSkill.NURSE), 1, _has(EscortSkill.NURSE)))
    same = known.setting("P40", "same-sex", flight.departs)
    for sex, called in ((Sex.MALE, _MAN), (Sex.FEMALE, _WOMAN)):
        if any(person.sex is sex for person in persons):
            found.append(Demand(str(called), same, _of(sex)))
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
