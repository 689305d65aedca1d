"""What people entered for sheets goes along with a release, and a change of it makes a new one."""

from planner.domain.activities import Activity, ActivityKind
from planner.domain.flights import CountryRule
from planner.domain.ids import CaseId, CountryCode
from planner.domain.sheet_facts import DutyNumber, EscortBrief, Partner, PartnerReference
from tests.planner.usecases.world import Desk, world_facts


def leaving() -> tuple[CaseId, CaseId]:
    """Return a case that leaves, and one that is in nothing of the kind."""
    activities = [fact for fact in world_facts() if isinstance(fact, Activity)]
    found = {c for a in activities if a.kind is ActivityKind.DEPARTURE for c in a.cases}
    return min(found), CaseId("ELDERS")


def test_a_release_holds_what_its_sheets_need_and_no_more(desk: Desk) -> None:
    desk.solve()
    gone, elsewhere = leaving()
    number = DutyNumber(partner=Partner.DJI, function="meldkamer", phone="088-000 0105")
    with desk.store.transaction() as books:
        for case in (gone, elsewhere):
            reference = PartnerReference(case=case, partner=Partner.KMAR, reference=f"KM-{case}")
            books.facts.record((EscortBrief(case=case, traits="bril"), reference), source="test", at=desk.clock.now())
        books.facts.record((number,), source="test", at=desk.clock.now())

    sheet = desk.publish("one").release.sheet

    assert [brief.case for brief in sheet.briefs] == [gone]
    assert [reference.reference for reference in sheet.references] == [f"KM-{gone}"]
    assert sheet.numbers == (number,)


def test_a_changed_brief_makes_a_new_release_and_nothing_changed_makes_none(desk: Desk) -> None:
    desk.solve()
    first = desk.publish("one")
    again = desk.publish("two")
    with desk.store.transaction() as books:
        brief = EscortBrief(case=leaving()[0], traits="bril")
        books.facts.record((brief,), source="test", at=desk.clock.now())

    third = desk.publish("three")

    assert [published.created for published in (first, again, third)] == [True, False, True]
    assert third.release.changed == ()


def test_a_release_knows_of_which_countries_on_the_way_the_rules_are_known(desk: Desk) -> None:
    desk.solve()
    before = desk.publish("one").release
    (country, *_) = sorted({flight.country for flight in before.resources.flights})
    rules = (CountryRule(country=country), CountryRule(country=CountryCode("ZZ"), escort_visa=True))
    with desk.store.transaction() as books:
        books.facts.record(rules, source="test", at=desk.clock.now())

    sheet = desk.publish("two").release.sheet

    assert sheet.ruled_countries == before.sheet.ruled_countries | {country}
    assert sheet.visa_countries == before.sheet.visa_countries - {country}
