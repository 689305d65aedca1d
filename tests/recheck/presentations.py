"""Presentations: in a session of the right mission, in turn, announced long enough before, with who must be there."""

from collections import defaultdict

from planner.domain.activities import ActivityKind
from planner.domain.civil import day_of
from planner.domain.ids import NETHERLANDS
from planner.domain.missions import Accompanist, Mission, PresentationMode
from planner.domain.resources import ResourceKind
from tests.recheck.facts import Facts, Planned
from tests.recheck.finding import Finding, Findings, clock
from tests.recheck.hours import inside
from tests.recheck.said import excepted
from tests.recheck.usage import overlap


def presentations(facts: Facts) -> Findings:
    """Every presentation is where, when and with whom the mission hears it."""
    for item in facts.of(ActivityKind.PRESENTATION):
        mission = facts.missions.get(item.activity.presentation.mission)
        if mission is None:
            yield Finding("mission", f"{item.key}: its mission is not known", (item.key,))
            continue
        yield from _sitting(facts, item, mission)
        yield from _announced(facts, item, mission)
        yield from _of_province(facts, item, mission)
        yield from _present(facts, item, mission)


def _sitting(facts: Facts, item: Planned, mission: Mission) -> Findings:
    part = item.part(ResourceKind.SESSION)
    session = facts.sessions.get(part.resource.id) if part else None
    if session is None or session.mission != mission.id:
        yield Finding("session", f"{item.key} is in no session of {mission.id}", (item.key,))
    elif not session.interval.covers(item.at.start, item.at.end):
        yield Finding("session", f"{item.key} at {clock(item.at.start)} is not inside {session.id}", (item.key,))
    part = item.part(ResourceKind.REGIEVOERDER)
    person = facts.people.get(part.resource.id) if part else None
    where = {
        PresentationMode.IN_PERSON: mission.place,
        PresentationMode.TELEPHONE: item.activity.place or item.at.place,
        PresentationMode.WRITTEN: person.office if person is not None else None,
    }
    if item.at.place != where[mission.mode]:
        yield Finding("session", f"{item.key} is at {item.at.place}, not at {where[mission.mode]}", (item.key,))
    if mission.hours and not inside(mission.hours, item.at.start, item.at.end):
        yield Finding("opening", f"{item.key} is when {mission.id} is closed", (item.key,))


def _of_province(facts: Facts, item: Planned, mission: Mission) -> Findings:
    homes = {one.province for one in facts.problem.case_file.cases if one.id in item.activity.cases} - {None}
    if mission.provinces and homes - mission.provinces and not excepted(facts, "R10b", item):
        yield Finding("province", f"{item.key} is at {mission.id}, which does not serve {homes}", (item.key,))


def _announced(facts: Facts, item: Planned, mission: Mission) -> Findings:
    day, freely = day_of(item.at.start), excepted(facts, "R10", item)
    for country in (NETHERLANDS, mission.country):
        if not facts.works(day, country) and not freely:
            yield Finding("holiday", f"{item.key} is on {day}, a day off in {country}", (item.key,))
    if not facts.new(item):
        return
    if day < facts.working_days_after(facts.today, mission.notice_working_days) and not freely:
        words = f"{item.key} is on {day}; {mission.id} is told {mission.notice_working_days} working days before"
        yield Finding("announced", words, (item.key,))


def _present(facts: Facts, item: Planned, mission: Mission) -> Findings:
    detail, part = item.activity.presentation, item.part(ResourceKind.REGIEVOERDER)
    person = facts.people.get(part.resource.id) if part else None
    if part is None or person is None:
        yield Finding("accompanied", f"{item.key}: nobody goes along", (item.key,))
    elif mission.accompanied_by is Accompanist.LP_OFFICER and not person.lp_officer:
        yield Finding("accompanied", f"{item.key}: {person.id} is no LP officer", (item.key,))
    if mission.mode is PresentationMode.IN_PERSON and facts.places[mission.place].country != NETHERLANDS:
        day = day_of(item.at.start)
        ahead = facts.working_days_after(detail.border_requested or facts.today, facts.norm("P53", "notice", day))
        if day < ahead and facts.new(item):
            yield Finding("border", f"{item.key} crosses the border on {day}; asked for from {ahead}", (item.key,))
    interpreted = detail.interpreter and mission.interpreter_welcome and mission.mode is not PresentationMode.WRITTEN
    if interpreted != bool(item.parts(ResourceKind.INTERPRETER)):
        yield Finding("interpreter", f"{item.key}: interpreter asked and welcome: {interpreted}", (item.key,))


def sessions(facts: Facts) -> Findings:
    """Look whether a session hears its persons one after another, no more of them than its quota."""
    heard: dict[str, list[Planned]] = defaultdict(list)
    for item in facts.of(ActivityKind.PRESENTATION):
        for part in item.parts(ResourceKind.SESSION):
            heard[part.resource.id].append(item)
    for code, items in heard.items():
        session = facts.sessions.get(code)
        persons = sum(len(item.activity.cases) for item in items)
        keys = tuple(item.key for item in items)
        if session is not None and persons > session.quota:
            yield Finding("quota", f"{code} hears {persons} persons, at most {session.quota}", keys)
        for number, one in enumerate(items):
            for other in items[number + 1 :]:
                if overlap((one.at.start, one.at.end), (other.at.start, other.at.end)):
                    yield Finding("turn", f"{code} hears {one.key} and {other.key} at once", (one.key, other.key))
