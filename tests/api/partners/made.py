"""An application over the example release, with planted words, facts, requests, accounts and sessions."""

from dataclasses import dataclass, replace
from datetime import date

from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.pages.lookup import Lookup
from api.server.app import create_app
from planner.domain.access import Role
from planner.domain.activities import Activity, ActivityKind
from planner.domain.cases import DocumentState, Stay, TravelDocument
from planner.domain.civil import at
from planner.domain.clearances import Clearance, ClearanceKind, ClearanceState
from planner.domain.commitments import PartnerRequest, RequestState
from planner.domain.departure_plan import InformationRequest, Party, Representative, Representing
from planner.domain.facts import Fact
from planner.domain.ids import PlaceId
from planner.domain.lp_life import LAISSEZ_PASSER
from planner.domain.plan import Appointment, Plan
from planner.domain.release import Release, operation_number
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.sheet_facts import DutyNumber, EscortBrief, Partner, SheetFacts
from planner.domain.time import Interval, Minute
from planner.store.transactions import SqlStore
from tests.api.example_release import CASE, THURSDAY, example_release
from tests.api.web.visiting import visiting
from tests.planner.codec.golden import golden_problem
from tests.planner.usecases.fakes import HandClock

NOW = at(THURSDAY, 8)
SINCE = Interval(at(date(2026, 9, 1), 0))
LAWYER, TOWN = "ADV-77", "GEM-01"
GIVES_AWAY = ("GEHEIMLAND", "XQ 4321", "XQ4321", "CMN", "Casablanca", "Marokko", "Morocco", "S1")
"""What tells a nationality, or the mission."""
HIDDEN_FROM_DRIVERS = (*GIVES_AWAY, "rustige uitleg", "litteken")


@dataclass
class Carried:
    """The application, its store, and readers of it."""

    app: FastAPI
    store: SqlStore
    clock: HandClock
    release: Release

    def reader(self, role: Role, code: str = "") -> TestClient:
        """Return somebody who signed in."""
        return visiting(self.app, self.store, role, code, clock=self.clock, page=True)

    def item(self, kind: ActivityKind) -> Appointment:
        """Return the appointment of a kind."""
        return next(item for item, _ in Lookup(self.release).of_kind(kind))

    def number(self, kind: ActivityKind) -> str:
        """Return the number of the operation of a kind."""
        return operation_number(self.release, self.item(kind))

    def path(self, kind: ActivityKind, more: str = "") -> str:
        """Return the address of the operation of a kind."""
        return f"/uitvoering/{self.number(kind)}{more}"


def carried(store: SqlStore) -> Carried:
    """Return the application over a store into which the release is put."""
    base = example_release()
    brief = EscortBrief(case=CASE, traits="litteken", needs="rustige uitleg", baggage="1 koffer")
    phone = DutyNumber(partner=Partner.KMAR, function="coördinatie", phone="+31 88 000 0000", aborts=True)
    release = replace(
        base,
        secret="geheim van de toets",
        activities=tuple(_told(one) for one in base.activities),
        sheet=SheetFacts(briefs=(brief,), numbers=(phone,)),
    )
    with store.transaction() as books:
        known = books.problems.save(golden_problem())
        plan = books.plans.add(Plan(), problem_hash=known, at=release.published_at, actor="toets")
        release = replace(release, plan_id=plan)
        books.releases.add(release, key="sleutel")
        books.facts.record(facts(release), source="toets", at=release.published_at)
    clock = HandClock(NOW)
    return Carried(app=create_app(store, clock), store=store, clock=clock, release=release)


def _told(activity: Activity) -> Activity:
    """Return a departure of which notice was given."""
    if activity.kind is not ActivityKind.DEPARTURE:
        return activity
    return replace(activity, detail=replace(activity.departure, notice_given=Minute(NOW - 3000)))


def facts(release: Release) -> tuple[Fact, ...]:
    """Return places, means, a lawyer, a question, a check, and requests to everybody."""
    means = release.resources
    return (
        *release.cases,
        *means.places,
        *means.missions,
        *means.sessions,
        *means.escort_teams,
        *means.vehicles,
        Stay(case=CASE, place=PlaceId("AZC"), valid=SINCE),
        Representative(case=CASE, role=Representing.LAWYER, reference=LAWYER, valid=SINCE),
        TravelDocument(case=CASE, kind=LAISSEZ_PASSER, state=DocumentState.APPLIED, applied_on=date(2026, 10, 12)),
        InformationRequest(
            case=CASE, party=Party.IND, item="status-beroep", asked_on=date(2026, 11, 2), due=date(2026, 11, 27)
        ),
        Clearance(
            case=CASE, kind=ClearanceKind.REMOVABILITY, state=ClearanceState.ASKED, valid=Interval(Minute(NOW - 60))
        ),
        *requests(release),
    )


def requests(release: Release) -> tuple[PartnerRequest, ...]:
    """Return a request for every means of another organisation, and one to a town."""
    kinds = (ResourceKind.ESCORT, ResourceKind.VEHICLE, ResourceKind.SESSION)
    means = [
        PartnerRequest(
            activity=item.activity,
            resource=part.resource,
            state=RequestState.REQUESTED,
            start=part.start,
            end=part.end,
            amount=part.amount if part.resource.kind is ResourceKind.ESCORT else None,
        )
        for item in release.appointments
        for part in item.participations
        if part.resource.kind in kinds
    ]
    talk = release.appointments[0]
    town = PartnerRequest(
        activity=talk.activity,
        resource=ResourceRef(ResourceKind.PARTNER, TOWN),
        state=RequestState.REQUESTED,
        start=talk.start,
        end=talk.end,
    )
    return (*means, town)
