"""Invitations: the list of a site and day, the letter in the person's language, and that it was sent and received."""

from datetime import date
from pathlib import Path

import pytest

from api.staff.letters import LETTERS_FOLDER, Told, letter
from planner.domain.access import Role
from planner.domain.invitations import InvitationStep
from tests.api.staff.made import Own
from tests.planner.usecases.world import conversation_key

TALK, OTHER = conversation_key("Z5"), conversation_key("Z6")
DAY = "/uitnodigingen?dag=2026-11-25"
TOLD = Told(
    code="Z5<b>",
    day=date(2026, 11, 25),
    time="09:00",
    until="10:00",
    place="azc",
    number="V-1",
    written=date(2026, 11, 24),
)


def test_a_planner_sees_everybody_and_a_regievoerder_the_own_cases(own: Own) -> None:
    planner, mine = own.reader(Role.PLANNER, "").get(DAY).text, own.reader().get(DAY).text

    assert [(">Z5<" in text, ">Z6<" in text) for text in (planner, mine)] == [(True, True), (True, False)]


def test_a_letter_is_sent_and_received_with_time_and_number_of_who_says_so(own: Own) -> None:
    reader, path = own.reader(), f"/uitnodigingen/{own.handle(TALK)}"

    statuses = [reader.post(f"{path}/{step}").status_code for step in ("ontvangen", "verstuurd", "ontvangen", "kwijt")]

    with own.desk.store.reading() as books:
        notes = books.invitations.of([TALK])[TALK]
    assert statuses == [422, 303, 303, 404]
    assert [(one.step, one.actor) for one in notes] == [(InvitationStep.SENT, "r1"), (InvitationStep.RECEIVED, "r1")]
    assert reader.get(DAY).text.count("di 24 nov 13:10, r1") == 2


def test_a_letter_about_somebody_elses_case_is_not_there(own: Own) -> None:
    reader, theirs = own.reader(), f"/uitnodigingen/{own.handle(OTHER)}"

    statuses = [reader.get(f"{theirs}/brief").status_code, reader.post(f"{theirs}/verstuurd").status_code]
    assert [*statuses, reader.get("/uitnodigingen/niets/brief").status_code] == [404, 404, 404]


@pytest.mark.parametrize(
    ("asked", "spoken", "word"), [("", "en", "Invitation"), ("nl", "nl", "Uitnodiging"), ("fr", "fr", "Invitation à")]
)
def test_a_letter_is_in_the_language_asked_for_else_in_english(own: Own, asked: str, spoken: str, word: str) -> None:
    text = own.reader().get(f"/uitnodigingen/{own.handle(TALK)}/brief?taal={asked}").text

    printed = text.split('<article class="letter"')[1]
    assert (f'lang="{spoken}"' in printed, word in printed, "Z5" in printed) == (True, True, True)


def test_a_letter_of_the_installation_goes_before_ours_and_its_values_are_escaped(tmp_path: Path) -> None:
    (tmp_path / "ar.html").write_text("<p>{{ code }} {{ time }}</p>", "utf-8")

    made = letter(TOLD, "AR", {LETTERS_FOLDER: str(tmp_path)})

    assert (made.content, made.language, made.direction, made.own) == ("<p>Z5&lt;b&gt; 09:00</p>", "ar", "rtl", True)


def test_a_letter_reaches_nothing_of_the_program(tmp_path: Path) -> None:
    (tmp_path / "nl.html").write_text("{{ code.__class__.__mro__ }}", "utf-8")

    with pytest.raises(Exception, match="unsafe"):
        letter(TOLD, "nl", {LETTERS_FOLDER: str(tmp_path)})


@pytest.mark.parametrize("role", [Role.KMAR, Role.DJI, Role.SITE, Role.LAWYER, Role.IOM, Role.AUDITOR])
def test_partners_have_no_letters(own: Own, role: Role) -> None:
    assert own.reader(role, "X").get(DAY).status_code == 403
