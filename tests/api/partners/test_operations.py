"""What each role sees of operations, and what it may do with them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from planner.domain.access import Role
from planner.domain.activities import ActivityKind
from planner.domain.audit import AuditQuery
from planner.domain.civil import day_of
from planner.domain.commitments import PartnerRequest, RequestState
from planner.domain.operation_status import OperationState
from planner.domain.resources import ResourceKind
from planner.domain.tasks import TaskKind
from tests.api.example_release import CASE
from tests.api.partners.made import GIVES_AWAY, HIDDEN_FROM_DRIVERS, LAWYER, TOWN, Carried

DEPARTURE, RIDE, TALK = ActivityKind.DEPARTURE, ActivityKind.MOVE, ActivityKind.CONVERSATION
PATHS = ("/uitvoering", "/uitvoering?dag=2026-11-26", "/uitvoering?dag=geen-dag")


def found(text: str, words: tuple[str, ...]) -> list[str]:
    """Return which words stand in a text."""
    return [word for word in words if word.lower() in text.lower()]


def test_who_escorts_sees_person_risk_traits_flight_and_lawyer(work: Carried) -> None:
    answer = work.reader(Role.KMAR).get(work.path(DEPARTURE))

    wanted = (CASE, "XQ 4321", "CMN", "litteken", "rustige uitleg", "1 koffer", "Risico", "ingelicht", "coördinatie")
    assert (answer.status_code, found(answer.text, wanted)) == (200, list(wanted))


def test_who_drives_sees_pick_up_and_must_arrive_and_nothing_of_a_flight_or_country(work: Carried) -> None:
    driver = work.reader(Role.DJI)
    texts = [driver.get(path).text for path in (*PATHS, work.path(RIDE))]

    assert [found(text, HIDDEN_FROM_DRIVERS) for text in texts] == [[]] * len(texts)
    assert found(texts[-1], ("azc Ter Apel", "KMar-complex", "09:30", "12:00", "1 persoon", "DV-07")) == [
        "azc Ter Apel",
        "KMar-complex",
        "09:30",
        "12:00",
        "1 persoon",
        "DV-07",
    ]


def test_a_day_is_kept_for_each_role_and_language_and_made_anew_after_the_next_publication(work: Carried) -> None:
    ride, path = work.item(RIDE), f"/uitvoering?dag={day_of(work.item(RIDE).start).isoformat()}"
    driver, escort = work.reader(Role.DJI), work.reader(Role.KMAR)

    before = [driver.get(path).text, driver.get(path).text, escort.get(path).text]
    english = driver.get(path, headers={"Cookie": f"{driver.headers['cookie']}; taal=en"}).text
    left = tuple(item for item in work.release.appointments if item.activity != ride.activity)
    with work.store.transaction() as books:
        books.releases.add(replace(work.release, number=2, appointments=left), key="zonder de rit")
    after = driver.get(path).text

    number = work.number(RIDE)
    assert [number in text for text in before] == [True, True, False]
    assert ["Vehicle" in text for text in (before[1], english)] == [False, True]
    assert number not in after


@pytest.mark.parametrize(
    ("role", "code", "titles"),
    [
        (Role.LAWYER, LAWYER, {TALK, ActivityKind.PRESENTATION, DEPARTURE}),
        (Role.LAWYER, "ADV-01", set()),
        (Role.MUNICIPALITY, TOWN, {TALK}),
        (Role.MUNICIPALITY, "GEM-02", set()),
        (Role.IOM, "IOM", set()),
        (Role.GUARDIAN, LAWYER, set()),
        (Role.REFUGEE_COUNCIL, "VWN", set()),
        (Role.AVIM, "AVIM-1", set()),
    ],
)
def test_an_organisation_sees_only_what_a_tie_on_record_gives_it(
    work: Carried, role: Role, code: str, titles: set[ActivityKind]
) -> None:
    reader = work.reader(role, code)
    listed = reader.get("/uitvoering").text
    shown = {kind for kind in ActivityKind if kind is not ActivityKind.MEETING and work.number(kind) in listed}
    answers = {kind: reader.get(work.path(kind)).status_code for kind in (TALK, DEPARTURE, RIDE)}

    assert shown == titles
    assert answers == {kind: 200 if kind in titles else 404 for kind in (TALK, DEPARTURE, RIDE)}


def test_a_day_without_anything_leads_to_the_first_one_with_something(work: Carried) -> None:
    coming = day_of(work.item(RIDE).start)
    quiet = f"/uitvoering?dag={coming - timedelta(days=9)}"

    driver, stranger = (work.reader(role, code).get(quiet).text for role, code in ((Role.DJI, ""), (Role.LAWYER, "X")))

    assert f'href="/uitvoering?dag={coming}"' in driver
    assert "Ook niet in de twee weken daarna." in stranger


@pytest.mark.parametrize(("role", "code"), [(Role.LAWYER, LAWYER), (Role.MUNICIPALITY, TOWN), (Role.IOM, "IOM")])
def test_no_organisation_with_clients_is_told_of_a_country(work: Carried, role: Role, code: str) -> None:
    reader = work.reader(role, code)
    texts = [reader.get(path).text for path in (*PATHS, *(work.path(kind) for kind in (TALK, DEPARTURE, RIDE)))]

    assert [found(text, GIVES_AWAY) for text in texts] == [[]] * len(texts)


def test_a_number_that_is_another_partners_is_answered_as_one_that_does_not_exist(work: Carried) -> None:
    driver, escort = work.reader(Role.DJI), work.reader(Role.KMAR)

    statuses = [
        driver.get(work.path(DEPARTURE)).status_code,
        escort.get(work.path(RIDE)).status_code,
        escort.get("/uitvoering/V-000000").status_code,
        driver.post(work.path(DEPARTURE, "/status"), data={"status": "begonnen"}).status_code,
        escort.get(f"/uitvoering/{CASE}").status_code,
    ]
    assert statuses == [404] * 5


def test_a_team_and_a_vehicle_see_their_own_alone(work: Carried) -> None:
    own = work.reader(Role.KMAR, "KMAR-01").get(work.path(DEPARTURE)).status_code
    van = work.reader(Role.DJI, "DV-07").get(work.path(RIDE)).status_code

    assert (own, van) == (200, 200)


def test_a_delay_that_a_driver_reports_is_seen_by_planner_and_escort_at_once(work: Carried) -> None:
    driver = work.reader(Role.DJI)
    driver.post(work.path(RIDE, "/status"), data={"status": "begonnen"})

    answer = driver.post(work.path(RIDE, "/status"), data={"status": "vertraagd", "minuten": "25"})

    seen = [
        work.reader(Role.PLANNER).get("/uitvoering").text,
        work.reader(Role.KMAR).get(work.path(DEPARTURE)).text,
    ]
    with work.store.reading() as books:
        reports = books.reports.of([work.item(RIDE).activity])[work.item(RIDE).activity]
        tasks = [task.kind for task in books.tasks.open()]
    assert answer.status_code == 303
    assert ["25 minuten later" in text for text in seen] == [True, True]
    assert [(one.state, one.delay, one.party) for one in reports] == [
        (OperationState.STARTED, 0, "dji"),
        (OperationState.DELAYED, 25, "dji"),
    ]
    assert tasks == [TaskKind.OPERATION]


@pytest.mark.parametrize(
    "given",
    [
        {"status": "gereed"},
        {"status": "vertraagd", "minuten": "0"},
        {"status": "vertraagd", "minuten": "veel"},
        {"status": "geannuleerd"},
        {"status": "geannuleerd", "reden": "zin"},
        {"status": "onzin"},
        {},
    ],
)
def test_a_report_that_cannot_be_is_refused_in_words_and_not_kept(work: Carried, given: dict[str, str]) -> None:
    answer = work.reader(Role.KMAR).post(work.path(DEPARTURE, "/status"), data=given)

    with work.store.reading() as books:
        kept = books.reports.of([work.item(DEPARTURE).activity])
    assert (answer.status_code, 'role="alert"' in answer.text, kept) == (422, True, {})


def test_the_hand_over_is_ticked_off_and_taken_back(work: Carried) -> None:
    escort, path = work.reader(Role.KMAR), work.path(DEPARTURE, "/overdracht")

    escort.post(path, data={"punt": "bagage", "gereed": "1"})
    after = escort.get(work.path(DEPARTURE)).text
    escort.post(path, data={"punt": "bagage", "gereed": "0"})
    back = escort.get(work.path(DEPARTURE)).text

    assert ("1 van 8" in after, "0 van 8" in back) == (True, True)


def test_a_request_is_answered_with_a_number_and_who_comes(work: Carried) -> None:
    escort = work.reader(Role.KMAR)
    action = _action(escort.get("/uitvoering").text)

    answer = escort.post(action, data={"antwoord": "bevestigd", "aantal": "2", "nummers": "KM-1001, KM-1002"})

    with work.store.reading() as books:
        (kept,) = [r for r in books.facts.in_force(PartnerRequest) if r.resource.kind is ResourceKind.ESCORT]
        (crew,) = books.reports.crews([kept.activity]).values()
    page = work.reader(Role.PLANNER).get(work.path(DEPARTURE)).text
    assert (answer.status_code, kept.state, kept.amount) == (303, RequestState.CONFIRMED, 2)
    assert (crew.numbers, "KM-1001, KM-1002" in page) == (("KM-1001", "KM-1002"), True)


@pytest.mark.parametrize(
    ("given", "state"),
    [
        ({"antwoord": "geweigerd", "code": "geen-capaciteit"}, RequestState.DECLINED),
        ({"antwoord": "tegenvoorstel", "van": "2026-11-26T14:00", "tot": "2026-11-26T16:00"}, RequestState.COUNTERED),
        ({"antwoord": "geweigerd"}, RequestState.REQUESTED),
        ({"antwoord": "tegenvoorstel"}, RequestState.REQUESTED),
        ({"antwoord": "bevestigd", "nummers": "Jan Jansen"}, RequestState.REQUESTED),
        ({"antwoord": "misschien"}, RequestState.REQUESTED),
    ],
)
def test_an_answer_that_fits_is_kept_and_another_is_refused(
    work: Carried, given: dict[str, str], state: RequestState
) -> None:
    driver = work.reader(Role.DJI)

    answer = driver.post(_action(driver.get("/uitvoering").text), data=given)

    with work.store.reading() as books:
        (kept,) = [r for r in books.facts.in_force(PartnerRequest) if r.resource.kind is ResourceKind.VEHICLE]
    assert (kept.state, answer.status_code) == (state, 422 if state is RequestState.REQUESTED else 303)


def test_a_request_to_somebody_else_is_answered_as_one_that_does_not_exist(work: Carried) -> None:
    action = _action(work.reader(Role.DJI).get("/uitvoering").text)

    answer = work.reader(Role.KMAR).post(action, data={"antwoord": "bevestigd"})

    assert answer.status_code == 404


def test_the_ind_answers_its_check_and_its_question_and_sees_no_transport(work: Carried) -> None:
    ind = work.reader(Role.IND, "IND")
    text = ind.get("/vragen").text
    forms = [part.split('"')[0] for part in text.split('action="/vragen/')[1:]]

    statuses = [ind.post(f"/vragen/{form}", data={"antwoord": "ja"}).status_code for form in forms]

    assert (len(forms), statuses, "/vragen/" in ind.get("/vragen").text) == (2, [303, 303], False)
    assert [ind.get(path).status_code for path in ("/uitvoering", work.path(DEPARTURE))] == [403, 403]
    assert found(text, ("DV-07", "azc", "09:30", *GIVES_AWAY)) == []


def test_a_question_that_is_not_asked_of_who_answers_is_not_there(work: Carried) -> None:
    form = work.reader(Role.IND, "IND").get("/vragen").text.split('action="/vragen/')[1].split('"')[0]

    statuses = [
        work.reader(Role.IOM, "IOM").post(f"/vragen/{form}", data={"antwoord": "ja"}).status_code,
        work.reader(Role.KMAR).post(f"/vragen/{form}", data={"antwoord": "ja"}).status_code,
    ]

    assert statuses == [404, 403]


def test_planning_reports_what_a_partner_says_by_telephone(work: Carried) -> None:
    statuses = [
        work.reader(role).post(f"{work.path(DEPARTURE)}/status", data={"status": "begonnen"}).status_code
        for role in (Role.PLANNER, Role.SUPERVISOR)
    ]

    assert statuses == [303, 303]


def test_escorts_and_vehicles_are_stated(work: Carried) -> None:
    span = {"van": "2026-11-27T08:00", "tot": "2026-11-27T18:00"}
    escort, driver = work.reader(Role.KMAR), work.reader(Role.DJI)

    statuses = [
        escort.post("/capaciteit", data={"team": "KMAR-01", "aantal": "4", **span}).status_code,
        driver.post("/capaciteit", data={"voertuig": "DV-07", "dienst": "uit", **span}).status_code,
        driver.post("/capaciteit", data={"team": "KMAR-01", "aantal": "4", **span}).status_code,
    ]

    assert statuses == [303, 303, 422]
    assert "27 nov 08:00-18:00, <b>4</b>" in escort.get("/uitvoering").text
    assert "27 nov 08:00-18:00, <b>buiten dienst</b>" in driver.get("/uitvoering").text


def test_every_look_at_cases_is_written_down(work: Carried) -> None:
    work.reader(Role.KMAR).get(work.path(DEPARTURE))

    with work.store.reading() as books:
        lines = books.audit.find(AuditQuery(action="read"))
    assert [(line.purpose, len(line.cases)) for line in lines] == [("uitvoering", 1)]


def _action(text: str) -> str:
    """Return where the first request on a page is answered."""
    return "/aanvragen/" + text.split('action="/aanvragen/')[1].split('"', maxsplit=1)[0]
