"""Two contacts of one person in one minute are one key in the books: the second is a minute later."""

from dataclasses import replace

from planner.domain.departure_plan import Channel, Contact, Party
from planner.domain.ids import CaseId
from planner.domain.time import Minute
from planner.sample.settled import apart

TALK = Contact(
    case=CaseId("Z-26-10000"),
    at=Minute(600),
    party=Party.PERSON,
    channel=Channel.MEETING,
    actor="RV-0001",
    subject="vertrekgesprek",
)
CALL = replace(TALK, channel=Channel.PHONE, subject="vraag over het vertrek")


def test_contacts_of_one_minute_are_put_behind_each_other() -> None:
    found = tuple(apart((TALK, CALL, replace(TALK, at=Minute(601)))))

    assert found == (TALK, replace(CALL, at=Minute(601)), replace(TALK, at=Minute(602)))


def test_contacts_with_others_or_about_others_stay() -> None:
    facts = (TALK, replace(CALL, party=Party.LAWYER), replace(CALL, case=CaseId("Z-26-10001")))

    assert tuple(apart(facts)) == facts
