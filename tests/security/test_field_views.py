"""What each role reads: exactly the keys of each JSON answer, and no country beside a case for who may not know it.

Every page that a role may open is opened, and every page that it leads to. Not allowed here: who may open what.
"""

from collections.abc import Mapping

import pytest

from planner.domain.access import GRANTS, Field, Reach, Role
from tests.api.example_release import CASE, SECRETS
from tests.security.asking import Ask
from tests.security.made import OTHER_CASE, Made, answers
from tests.security.walking import text_of, walked

COUNTRY_WORDS = (*SECRETS, "Ambassade", "CMN", "MAD (ES)", "tigrinya", '"MA"', "(MA)")
"""Country, airport, flight, mission and language: each gives a nationality away."""
OFFICERS = ("KM-20417",)
"""Service numbers of who travels along."""
KEYS_OF_PART = frozenset({"kind", "code", "start", "end", "amount"})
PLAIN = frozenset({"release", "newest", "published_at", "appointments"})
TIMES = frozenset({"start", "end", "all_day"})
CODES = frozenset({"activity", "cases"})
ALWAYS = frozenset({"kind", "place", "parts"})
RELEASE: Mapping[Role, tuple[frozenset[str], frozenset[str], frozenset[str]]] = {
    Role.PLANNER: (
        PLAIN | {"unplanned"},
        ALWAYS | TIMES | CODES | {"operation", "step", "flight", "country", "escorts"},
        frozenset({"regievoerder", "kamer", "zitting", "vlucht", "escort", "begeleider", "voertuig"}),
    ),
    Role.REGIEVOERDER: (
        PLAIN,
        ALWAYS | TIMES | CODES | {"operation", "step", "flight", "country", "escorts"},
        frozenset({"regievoerder", "kamer", "zitting", "vlucht", "escort", "voertuig"}),
    ),
    Role.KMAR: (
        PLAIN,
        ALWAYS | TIMES | CODES | {"operation", "flight", "country", "escorts"},
        frozenset({"vlucht", "escort", "begeleider"}),
    ),
    Role.DJI: (PLAIN, ALWAYS | TIMES | CODES, frozenset({"voertuig"})),
    Role.INSPECTORATE: (PLAIN, ALWAYS | TIMES | {"operation", "escorts"}, frozenset({"escort"})),
}
"""Per role the keys of a publication and of its appointments, and the kinds of participants that are named."""
RELEASE_OF = {**RELEASE, Role.SUPERVISOR: RELEASE[Role.PLANNER]}
CASE_KEYS = frozenset(
    {"handle", "code", "regievoerder", "target_group", "phase", "country", "language", "handed_over", "regime",
     "household", "planned"}
)  # fmt: skip


@pytest.mark.parametrize("role", RELEASE_OF)
def test_a_publication_has_exactly_the_keys_that_a_role_may_read(here: Made, role: Role) -> None:
    shown = _json(here, role, "/api/v1/releases/1")

    whole, appointment, kinds = RELEASE_OF[role]
    found = [_object(one) for one in _list(shown["appointments"])]
    parts = [_object(part) for one in found for part in _list(one["parts"])]
    assert set(shown) == whole
    assert {key for one in found for key in one} == appointment
    assert {str(part["kind"]) for part in parts} == kinds
    assert {key for part in parts for key in part} - {"stops"} == KEYS_OF_PART


@pytest.mark.parametrize("role", RELEASE_OF)
def test_changes_tell_no_more_than_the_publication(here: Made, role: Role) -> None:
    shown = _json(here, role, "/api/v1/releases/1/changes")

    found = [_object(one["appointment"]) for one in map(_object, _list(shown["changes"]))]
    assert {key for one in found for key in one} <= RELEASE_OF[role][1]
    assert {str(_object(part)["kind"]) for one in found for part in _list(one["parts"])} <= RELEASE_OF[role][2]


@pytest.mark.parametrize("role", [Role.PLANNER, Role.SUPERVISOR, Role.REGIEVOERDER])
def test_a_case_has_exactly_the_keys_that_a_role_may_read(here: Made, role: Role) -> None:
    assert set(_json(here, role, f"/api/v1/cases/{here.handle(CASE)}")) == CASE_KEYS


def test_a_regievoerder_lists_the_own_cases_alone(here: Made) -> None:
    listed = _list(_json(here, Role.REGIEVOERDER, "/api/v1/cases")["cases"])

    assert [_object(one)["code"] for one in listed] == [CASE]


@pytest.mark.parametrize("role", [role for role in Role if GRANTS[role].reach is not Reach.ALL])
def test_no_page_joins_a_case_to_a_country_or_shows_one_out_of_reach(here: Made, role: Role) -> None:
    """Who reads no case codes at all may read of a flight, as the inspectorate does: there is nothing to join."""
    fields = GRANTS[role].fields
    hidden = [OTHER_CASE, *(() if Field.CASE_CODE in fields else (CASE,))]
    if Field.CASE_CODE in fields and Field.COUNTRY not in fields:
        hidden += COUNTRY_WORDS
    if Field.ESCORT_NAMES not in fields:
        hidden += OFFICERS

    pages = _pages(here, role)

    found = [(path, word) for path, text in pages for word in hidden if word in text]
    assert found == []
    assert any(CASE in text for _path, text in pages) == (Field.CASE_CODE in fields)


def test_the_markers_are_there_for_who_may_read_them(here: Made) -> None:
    text = " ".join(text for _path, text in _pages(here, Role.KMAR))

    assert [word for word in ("XQ 4321", "CMN", CASE, *OFFICERS) if word not in text] == []


def _pages(here: Made, role: Role) -> list[tuple[str, str]]:
    """Return the addresses that a role comes to, and all that is told there, headers too."""
    return [(path, f"{path} {dict(answer.headers)} {text_of(answer)}") for path, answer in walked(here, role)]


def _json(here: Made, role: Role, path: str) -> dict[str, object]:
    (answer,) = answers(here, [Ask(visitor=role.value, method="GET", path=path)])
    assert answer.status_code == 200
    return _object(answer.json())


def _object(value: object) -> dict[str, object]:
    assert isinstance(value, dict)
    return value


def _list(value: object) -> list[object]:
    assert isinstance(value, list)
    return value
