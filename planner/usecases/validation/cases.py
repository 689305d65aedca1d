"""Issues of cases: tracks, households, transfers and owners that contradict each other.

Not allowed here: choosing between tracks; people decide.
"""

from collections.abc import Iterator
from itertools import combinations

from planner.domain.activities import Activity, ActivityKind
from planner.domain.cases import Track
from planner.domain.civil import day_start
from planner.domain.ids import CaseId, HouseholdId
from planner.domain.issues import Issue, IssueCode
from planner.domain.spelling import day, listed, moment
from planner.domain.time import Interval
from planner.domain.wording import either
from planner.usecases.validation.sight import Sight


def track_issues(sight: Sight) -> Iterator[Issue]:
    """Yield cases on two tracks at once, and departures outside any stretch of their track."""
    for case, facts in sight.tracks.items():
        for one, other in combinations(facts, 2):
            both = one.valid.intersect(other.valid) if one.track is not other.track else None
            if both is not None:
                yield Issue(
                    code=IssueCode.TRACKS_AT_ONCE,
                    table="vertrektrajecten",
                    subject=case,
                    what=either(
                        f"{one.track} en {other.track} gelden tegelijk vanaf {moment(both.start)}",
                        f"{one.track} and {other.track} are in force at once from {moment(both.start)}",
                    ),
                    remedy=either(
                        "Laat het ene spoor eindigen voordat het andere begint; zelfstandig gaat voor.",
                        "Let the one track end before the other begins; voluntary comes first.",
                    ),
                )
    for departure in sight.of_kind(ActivityKind.DEPARTURE):
        track, window = departure.departure.track, departure.window
        off = [case for case in departure.cases if not _ever(sight, case, track, window)]
        if off:
            yield _of_departure(
                IssueCode.DEPARTURE_OFF_TRACK,
                departure,
                either(
                    f"{listed(off)} is in het hele venster niet op het spoor {track}",
                    f"{listed(off)} is nowhere in the window on the track {track}",
                ),
                either(
                    "Verbeter het spoor van de zaak of van het vertrek.",
                    "Correct the track of the case or of the departure.",
                ),
            )


def _ever(sight: Sight, case: CaseId, track: Track, window: Interval) -> bool:
    return any(
        fact.track is track and fact.valid.overlaps(window.start, window.end) for fact in sight.tracks.get(case, ())
    )


def household_issues(sight: Sight) -> Iterator[Issue]:
    """Yield departures of one household that can never be on one flight by their own facts."""
    departures = sight.of_kind(ActivityKind.DEPARTURE)
    for household in sight.households:
        mine = [d for d in departures if any(_is_member(sight, household, case, d) for case in d.cases)]
        if len(mine) < 2 or _approved(sight, household, mine):  # noqa: PLR2004 - a pair
            continue
        tracks = sorted({departure.departure.track for departure in mine})
        if len(tracks) > 1:
            yield Issue(
                code=IssueCode.HOUSEHOLD_TRACKS,
                table="vertrekken",
                subject=household,
                what=either(
                    f"gezinsleden vertrekken op verschillende sporen: {listed(tracks)}",
                    f"members of a family depart on different tracks: {listed(tracks)}",
                ),
                remedy=either(
                    "Een gezin reist samen; breng de sporen in overeenstemming of vraag de directeur.",
                    "A family travels together; make the tracks agree or ask the director.",
                ),
            )
        countries = sorted({departure.departure.country for departure in mine})
        if len(countries) > 1:
            yield Issue(
                code=IssueCode.HOUSEHOLD_COUNTRIES,
                table="vertrekken",
                subject=household,
                what=either(
                    f"gezinsleden vertrekken naar verschillende landen: {listed(countries)}",
                    f"members of a family depart to different countries: {listed(countries)}",
                ),
                remedy=either(
                    "Een gezin reist samen; verbeter het land of vraag de directeur.",
                    "A family travels together; correct the country or ask the director.",
                ),
            )


def _is_member(sight: Sight, household: HouseholdId, case: CaseId, departure: Activity) -> bool:
    window = departure.window
    return any(
        member == case and valid.overlaps(window.start, window.end) for member, valid in sight.households[household]
    )


def _approved(sight: Sight, household: HouseholdId, departures: list[Activity]) -> bool:
    start = min(departure.window.start for departure in departures)
    end = max(departure.latest_end for departure in departures)
    return any(
        fact.household == household and fact.valid.overlaps(start, end) for fact in sight.problem.case_file.separations
    )


def transfer_issues(sight: Sight) -> Iterator[Issue]:
    """Yield Dublin transfers without their term, and those announced before they were accepted."""
    for departure in sight.of_kind(ActivityKind.DEPARTURE):
        transfer = departure.departure.transfer
        if transfer is None:
            continue
        if all(term.rule != "R20" for term in departure.terms):
            what = either(
                f"de overdracht is akkoord sinds {day(day_start(transfer.accepted_on))}, maar heeft geen termijn R20",
                f"the transfer was accepted on {day(day_start(transfer.accepted_on))}, but has no time limit R20",
            )
            remedy = either(
                f"Vul bij termijnen R20 {transfer.accepted_on:%d-%m-%Y} hard in.",
                f"Enter R20 {transfer.accepted_on:%d-%m-%Y} hard in termijnen.",
            )
            yield _of_departure(IssueCode.TRANSFER_NO_TERM, departure, what, remedy)
        if transfer.announced_on is not None and transfer.announced_on < transfer.accepted_on:
            what = either(
                "de overdracht is aangekondigd voordat de andere lidstaat akkoord ging",
                "the transfer was announced before the other member state accepted it",
            )
            yield _of_departure(
                IssueCode.TRANSFER_DATES,
                departure,
                what,
                either("Verbeter een van beide dagen.", "Correct one of the two days."),
            )


def owner_issues(sight: Sight) -> Iterator[Issue]:
    """Yield cases that belong to an LP officer."""
    for fact in sight.problem.case_file.ownerships:
        person = sight.people.get(fact.regievoerder)
        if person is not None and person.lp_officer:
            yield Issue(
                code=IssueCode.OWNER_LP_OFFICER,
                table="toewijzingen",
                subject=fact.case,
                what=either(
                    f"{person.id} is LP-medewerker en kan geen regievoerder van een zaak zijn",
                    f"{person.id} is an LP officer and cannot be the regievoerder of a case",
                ),
                remedy=either("Wijs de zaak toe aan een regievoerder.", "Assign the case to a regievoerder."),
            )


def _of_departure(code: IssueCode, departure: Activity, what: str, remedy: str) -> Issue:
    return Issue(code=code, table="vertrekken", subject=departure.key, what=what, remedy=remedy, activity=departure.key)
