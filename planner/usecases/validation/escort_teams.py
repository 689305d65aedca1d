"""Issues of escort teams: offers and rosters that do not meet, and qualifications that nobody has.

Not allowed here: passports (``escorts``) and who goes along (that is the plan).
"""

from collections.abc import Iterator, Mapping

from planner.domain.activities import Activity, ActivityKind, BookedBy
from planner.domain.commitments import PartnerRequest, RequestState
from planner.domain.escorts import EscortOfficer, EscortSkill, EscortTeam
from planner.domain.ids import EscortTeamId
from planner.domain.issues import Issue, IssueCode
from planner.domain.resources import ResourceKind
from planner.domain.spelling import stretch
from planner.domain.time import Interval, union
from planner.domain.wording import either
from planner.usecases.validation.sight import Sight


def team_issues(sight: Sight) -> Iterator[Issue]:
    """Yield what is wrong with teams, their rosters, and what KMar confirmed."""
    teams = {team.id: team for team in sight.problem.resources.escort_teams}
    for officer in sight.problem.resources.officers:
        team = teams.get(officer.team)
        if team is None:
            what = either(f"escortteam {officer.team} is niet bekend", f"escort team {officer.team} is unknown")
            remedy = either(
                "Verbeter de code of lever het team aan in de tabel escortteams.",
                "Correct the code or deliver the team in the table escortteams.",
            )
            yield _of_officer(IssueCode.OFFICER_NO_TEAM, officer, what, remedy)
        elif officer.available and not _meet(officer.available, offered(team)):
            what = either(
                f"het rooster valt nergens samen met wat escortteam {team.id} aanbiedt",
                f"the roster nowhere coincides with what escort team {team.id} offers",
            )
            remedy = either(
                "Verbeter de begeleiderbeschikbaarheid of het aanbod van het team.",
                "Correct begeleiderbeschikbaarheid or what the team offers.",
            )
            yield _of_officer(IssueCode.OFFICER_OUTSIDE_TEAM, officer, what, remedy)
    for team in teams.values():
        roster = [officer for officer in sight.problem.resources.officers if officer.team == team.id]
        if roster and not any(EscortSkill.COMMANDER in officer.skills for officer in roster):
            yield Issue(
                code=IssueCode.TEAM_NO_COMMANDER,
                table="begeleiders",
                subject=team.id,
                what=either(
                    "op het rooster van dit team staat geen commandant",
                    "there is no commander on the roster of this team",
                ),
                remedy=either(
                    "Lever bij bekwaamheden aan wie commandant is, of laat de KMar zelf personen aanwijzen.",
                    "Deliver in bekwaamheden who is a commander, or let KMar appoint people itself.",
                ),
            )
    for request in sight.problem.requests:
        yield from _confirmed(teams, request)


def nurse_issues(sight: Sight) -> Iterator[Issue]:
    """Yield escorted departures that ask a nurse when no team has one."""
    means = sight.problem.resources
    rosters = {officer.team for officer in means.officers}
    nurses = any(EscortSkill.NURSE in officer.skills for officer in means.officers)
    if nurses or any(team.nurse and team.id not in rosters for team in means.escort_teams):
        return
    medical = {case.id for case in sight.problem.case_file.cases if case.nurse}
    for departure in sight.of_kind(ActivityKind.DEPARTURE):
        if _escorted(departure) and medical.intersection(departure.cases):
            yield Issue(
                code=IssueCode.NURSE_NOWHERE,
                table="vertrekken",
                subject=departure.key,
                what=either(
                    "er moet een verpleegkundige mee, en geen enkel escortteam heeft er een",
                    "a nurse has to come along, and no escort team has one",
                ),
                remedy=either("Vraag de KMar om een team met verpleegkundige.", "Ask KMar for a team with a nurse."),
                activity=departure.key,
            )


def offered(team: EscortTeam) -> tuple[Interval, ...]:
    """Return when a team offers anybody."""
    return union((offer.interval for offer in team.offers if offer.escorts) if team.offers else team.available)


def _meet(roster: tuple[Interval, ...], offer: tuple[Interval, ...]) -> bool:
    return any(one.overlaps(other.start, other.end) for one in roster for other in offer)


def _escorted(departure: Activity) -> bool:
    return departure.departure.escorted and departure.departure.booked_by is BookedBy.DTV


def _confirmed(teams: Mapping[EscortTeamId, EscortTeam], request: PartnerRequest) -> Iterator[Issue]:
    """Yield a confirmation of more escorts than the team offers at that time."""
    team = teams.get(EscortTeamId(request.resource.id)) if request.resource.kind is ResourceKind.ESCORT else None
    if team is None or request.state is not RequestState.CONFIRMED or request.amount is None:
        return
    most = _most(team, request)
    if request.amount > most:
        yield Issue(
            code=IssueCode.CONFIRMED_TOO_MANY,
            table="partnerverzoeken",
            subject=f"{request.activity} {team.id}",
            what=either(
                f"{request.amount} escorts bevestigd voor {stretch(request.start, request.end)}, aangeboden {most}",
                f"{request.amount} escorts confirmed for {stretch(request.start, request.end)}, offered {most}",
            ),
            remedy=either(
                "Vraag de KMar welk getal klopt, en verbeter het antwoord of het aanbod.",
                "Ask KMar which number is right, and correct the answer or the offer.",
            ),
            activity=request.activity,
        )


def _most(team: EscortTeam, request: PartnerRequest) -> int:
    """Return how many escorts a team offers at least during the whole of a request."""
    if not any(free.covers(request.start, request.end) for free in offered(team)):
        return 0
    if not team.offers:
        return team.size
    during = [o.escorts for o in team.offers if o.escorts and o.interval.overlaps(request.start, request.end)]
    return min(during, default=0)


def _of_officer(code: IssueCode, officer: EscortOfficer, what: str, remedy: str) -> Issue:
    return Issue(code=code, table="begeleiders", subject=officer.id, what=what, remedy=remedy)
