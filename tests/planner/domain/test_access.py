"""Who may and sees what, held against a table that was read by people: every role with every right, no beside yes."""

import csv
from pathlib import Path

import pytest

from planner.domain.access import GRANTS, Field, Permission, Role, Visitor

SPEC = Path(__file__).with_name("grants.csv")


def spec() -> dict[tuple[str, str], dict[str, str]]:
    """Return per right what stands in the table for each role."""
    with SPEC.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    return {(row.pop("soort"), row.pop("wat")): row for row in rows}


def test_the_table_names_every_role_with_every_right() -> None:
    rights = [("mag", one.value) for one in Permission] + [("ziet", one.value) for one in Field] + [("bereik", "")]

    assert list(spec()) == rights
    assert {tuple(row) for row in spec().values()} == {tuple(role.value for role in Role)}


@pytest.mark.parametrize("role", Role)
def test_a_role_may_and_sees_exactly_what_the_table_says(role: Role) -> None:
    visitor, table = Visitor(account="iemand", role=role), spec()

    found = {("mag", one.value): "ja" if visitor.may(one) else "nee" for one in Permission}
    found |= {("ziet", one.value): "ja" if visitor.sees(one) else "nee" for one in Field}
    found[("bereik", "")] = GRANTS[role].reach.value

    assert found == {right: row[role.value] for right, row in table.items()}


def test_nobody_who_manages_accounts_or_reads_the_log_sees_anything_of_a_case() -> None:
    seen = {role: GRANTS[role].fields for role in (Role.ADMINISTRATOR, Role.AUDITOR)}

    assert seen == {Role.ADMINISTRATOR: frozenset(), Role.AUDITOR: frozenset()}


def test_what_gives_away_a_country_is_seen_by_few() -> None:
    assert {role for role in Role if Field.COUNTRY in GRANTS[role].fields} == {
        Role.PLANNER,
        Role.SUPERVISOR,
        Role.REGIEVOERDER,
        Role.KMAR,
        Role.MISSION_DESK,
    }


def test_a_change_of_norms_and_a_publication_are_decided_by_a_supervisor() -> None:
    may = {one: {role for role in Role if one in GRANTS[role].permissions} for one in Permission}

    assert may[Permission.PUBLISH] == may[Permission.OVERRIDE_RULES] == {Role.SUPERVISOR}
    assert may[Permission.CHANGE_SETTINGS] == {Role.SUPERVISOR, Role.ADMINISTRATOR}
    assert may[Permission.MANAGE_ACCOUNTS] == {Role.ADMINISTRATOR}
    assert may[Permission.READ_AUDIT] == {Role.AUDITOR}
