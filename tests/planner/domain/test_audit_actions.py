"""The catalogue of the audit log: every event that the product tells stands in it."""

import re
from pathlib import Path

import pytest

import planner
from planner.domain.audit_actions import ACTIONS, KINDS, kind_of, object_in

SOURCE = Path(planner.__file__).parent
_EVENT = re.compile(r'Event\((?:[^()]|\([^()]*\))*?what=(?:"([^"]+)"|(\w+))')


def test_every_event_of_the_use_cases_stands_in_the_catalogue() -> None:
    told = {
        match[1]
        for path in sorted((SOURCE / "usecases").rglob("*.py"))
        for match in _EVENT.finditer(path.read_text(encoding="utf-8"))
        if match[1]
    }

    assert len(told) > 20
    assert sorted(told - set(ACTIONS)) == []


@pytest.mark.parametrize(
    ("action", "subject", "told"),
    [
        ("booking", "Z-26-00012/vlucht/1 op AT-zondag: bevestigd", ""),
        ("setting", "R31 norm: 900 minuten", "R31 norm"),
        ("solve", "plan 12", "plan 12"),
        ("publish", "publicatie 12, plan 3", "publicatie 12"),
        ("onbekend", "Z-26-00012 naar MA", ""),
    ],
)
def test_only_what_the_catalogue_lists_is_taken_over(action: str, subject: str, told: str) -> None:
    assert object_in(action, subject) == told


def test_an_unknown_action_has_no_kind() -> None:
    assert (kind_of("onbekend"), kind_of("publish")) == ("", "publicatie")


def test_every_kind_is_said_in_both_languages() -> None:
    assert sorted({action.kind for action in ACTIONS.values()} - KINDS.keys()) == []
    assert [kind for kind, words in KINDS.items() if kind != words.nl or not words.en] == []
