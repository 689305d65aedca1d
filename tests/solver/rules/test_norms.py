"""The norms of the work, row by row: each is a rule, or a setting of one, as it was agreed."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from planner.domain.cases import Regime
from planner.domain.clearances import OverrideRight
from planner.domain.default_settings import DEFAULT_SETTINGS
from planner.domain.levels import Level
from planner.domain.settings import Mark, Setting, Unit
from planner.domain.terms import DAY_OFF
from solver.description import marks_of, settings_of
from solver.obligations import OBLIGATIONS
from solver.rule import Rule
from solver.rulebook import RULEBOOK
from solver.rules.terms import TERMS

ROOT = Path(__file__).parents[3]
RULES = {str(rule.id): rule for rule in RULEBOOK}
HARD, LEGAL, SERVICE = Level.HARD, Level.LEGAL, Level.TIMELY
NOBODY, REGIEVOERDER, SUPERVISOR = OverrideRight.NOBODY, OverrideRight.REGIEVOERDER, OverrideRight.SUPERVISOR
DIRECTOR, PARTNER = OverrideRight.DIRECTOR, OverrideRight.PARTNER
D, WD, H, MIN, N = Unit.DAYS, Unit.WORKING_DAYS, Unit.HOURS, Unit.MINUTES, Unit.COUNT
LATE = date(2026, 11, 23)

Value = tuple[str, Regime | None, int, Unit, str]
"""Key (of another rule: ``R27 long-above``), regime, value, unit and how sure it is."""


@dataclass(frozen=True)
class Row:
    """What one row asks: which rules, on which level, counted from what, lifted by whom, how sure; and its values."""

    rules: str
    level: Level
    anchor: str
    override: OverrideRight
    marks: str
    values: tuple[Value, ...] = field(default=())


ROWS = {
    "R01": Row("R01", LEGAL, "besluit of uitspraak", NOBODY, "F", (("term", None, 28, D, "F"),)),
    "R02": Row(
        "R02",
        SERVICE,
        "overdracht of maatregel",
        SUPERVISOR,
        "A",
        (
            ("term", None, 10, WD, "A"),
            ("term", Regime.DETENTION, 7, D, "A"),
            ("limit", Regime.DETENTION, 14, D, "A"),
        ),
    ),
    "R03": Row(
        "R03",
        SERVICE,
        "laatst gehouden gesprek",
        REGIEVOERDER,
        "AS",
        (
            ("term", Regime.DETENTION, 28, D, "A"),
            ("aim", Regime.DETENTION, 14, D, "A"),
            ("term", None, 30, D, "A"),
            ("term", Regime.VBL, 14, D, "S"),
        ),
    ),
    "R04": Row("R04", HARD, "", SUPERVISOR, "F"),
    "R05": Row("R05", SERVICE, "aanvraag van de laissez-passer", NOBODY, "F", (("term", None, 60, D, "F"),)),
    "R06": Row("R06", SERVICE, "aanvraag van de laissez-passer", NOBODY, "F", (("term", None, 30, D, "F"),)),
    "R07": Row("R07", LEGAL, "presentatie", NOBODY, "F", (("notice", None, 3, WD, "F"),)),
    "R08": Row("R08", LEGAL, "presentatie", NOBODY, "F"),
    "R10": Row("R10", HARD, "presentatie", SUPERVISOR, "F"),
    "R10 flight": Row("R10a", HARD, "vlucht", SUPERVISOR, "F"),
    "R10 province": Row("R10b", HARD, "presentatie", SUPERVISOR, "F"),
    "R11": Row("R11", HARD, "vertrek", NOBODY, "S", (("notice", None, 36, H, "S"),)),
    "R12": Row("R12", LEGAL, "bewaringsmaatregel", NOBODY, "S", (("term", None, 28, D, "S"),)),
    "R13": Row(
        "R13",
        SERVICE,
        "kennisgeving, zitting",
        NOBODY,
        "S",
        (("hearing", None, 14, D, "S"), ("ruling", None, 7, D, "S")),
    ),
    "R14": Row("R14", LEGAL, "laatste uitspraak over de bewaring", NOBODY, "S", (("term", None, 75, D, "S"),)),
    "R15": Row(
        "R15",
        HARD,
        "bewaringsmaatregel",
        NOBODY,
        "FA",
        (("term", None, 180, D, "F"), ("extended", None, 545, D, "F"), ("term", Regime.DUBLIN, 42, D, "A")),
    ),
    "R16": Row(
        "R16",
        HARD,
        "plaatsing in de gesloten gezinsvoorziening",
        NOBODY,
        "SA",
        (("term", None, 14, D, "S"), ("border", None, 30, D, "A")),
    ),
    "R17": Row("R17", LEGAL, "plaatsing in de VBL", SUPERVISOR, "F", (("term", None, 84, D, "F"),)),
    "R19": Row("R19", HARD, "", SUPERVISOR, "F"),
    "R20": Row(
        "R20",
        HARD,
        "akkoord van de andere lidstaat",
        NOBODY,
        "S",
        (("term", None, 180, D, "S"), ("prison", None, 365, D, "S"), ("absconded", None, 548, D, "S")),
    ),
    "R21": Row(
        "R21",
        HARD,
        "overdracht",
        NOBODY,
        "S",
        (
            ("notice-DE", None, 3, WD, "S"),
            ("special-DE", None, 10, WD, "S"),
            ("collective-DE", None, 14, WD, "S"),
        ),
    ),
    "R22": Row("R22", HARD, "", NOBODY, "SA"),
    "R23": Row("R23", HARD, "", NOBODY, "S"),
    "R24": Row("R24", HARD, "vertrek", NOBODY, "F"),
    "R25": Row("R25", HARD, "", DIRECTOR, "S"),
    "R26": Row("R26 R26a R26b R26c", HARD, "", NOBODY, "S"),
    "R27": Row(
        "R27",
        HARD,
        "vertrek",
        PARTNER,
        "FA",
        (
            ("short-below", None, 4 * 60, MIN, "F"),
            ("long-above", None, 8 * 60, MIN, "F"),
            ("short", None, 2, N, "F"),
            ("medium", None, 3, N, "F"),
            ("long", None, 4, N, "F"),
        ),
    ),
    "R28": Row(
        "R28 R28a",
        HARD,
        "dienst",
        NOBODY,
        "FA",
        (
            ("before", None, 2 * 60, MIN, "F"),
            ("after", None, 1 * 60, MIN, "F"),
            ("rest", None, 11 * 60, MIN, "A"),
        ),
    ),
    "R29": Row("R29", HARD, "vertrek", PARTNER, "SA", (("before", None, 3 * 60, MIN, "S"),)),
    "R30": Row("R30", HARD, "doorreis", NOBODY, "S", (("notice", None, 2, D, "S"), ("longest", None, 24, H, "S"))),
    "R34": Row("R34 R34a", HARD, "vlucht", PARTNER, "S"),
    "R35": Row("R35", SERVICE, "", NOBODY, "S"),
    "R36": Row("R36", LEGAL, "begin van de terugkeergrensprocedure", NOBODY, "S", (("term", None, 84, D, "S"),)),
    "R37": Row("R37", HARD, "vertrek", NOBODY, "F"),
    "R38": Row("R38", HARD, "ophalen", SUPERVISOR, "F"),
    "R39": Row("R39a", SERVICE, "laatste handeling", NOBODY, "F"),
    "R40": Row(
        "R40",
        HARD,
        "dienst",
        NOBODY,
        "A",
        (
            ("shift", None, 9 * 60, MIN, "A"),
            ("break", None, 45, MIN, "A"),
            ("driving", None, 270, MIN, "A"),
            ("rest", None, 11 * 60, MIN, "A"),
        ),
    ),
    "R41": Row("R41", HARD, "rit", NOBODY, "A", (("ride", None, 270, MIN, "A"),)),
    "R42": Row(
        "R42",
        SERVICE,
        "gesprek",
        REGIEVOERDER,
        "A",
        (("notice", None, 3, WD, "A"), ("notice", Regime.DETENTION, 1, WD, "A")),
    ),
    "R43": Row("R43", HARD, "", SUPERVISOR, "A", (("between", None, 14, D, "A"),)),
}
"""The agreed rows. The guardian and the reception of R26 are counted from the conversation and the departure."""
OWN_ANCHORS = {"R26b": "gesprek", "R26c": "vertrek"}
MISSING: tuple[str, ...] = ()
"""Rows that are no rule yet; R09, R18, R31 and R33 are reserved numbers."""


def _rules(row: Row) -> list[Rule]:
    return [RULES[code] for code in row.rules.split()]


def test_every_row_is_a_rule_or_said_to_be_missing() -> None:
    """Nothing missing is forgotten, and nothing that is there is called missing."""
    reserved = {"R09", "R18", "R31", "R33"}
    asked = {f"R{number:02}" for number in range(1, 44)} - reserved

    assert {code.split()[0] for code in ROWS} | {str(one.id) for one in OBLIGATIONS} | set(MISSING) == asked
    assert [one.id for one in OBLIGATIONS if not (ROOT / f"{one.module.replace('.', '/')}.py").is_file()] == []
    assert [code for code in MISSING if any(rule.startswith(code) for rule in RULES)] == []


def test_every_rule_of_the_work_belongs_to_a_row() -> None:
    """Rules of our own have a P; the days in detention before a departure are of row R39 as well."""
    listed = {code for row in ROWS.values() for code in row.rules.split()}

    assert {code for code in RULES if code.startswith("R")} - listed == {"R39"}


@pytest.mark.parametrize("code", ROWS)
def test_rule_is_as_its_row_says(code: str) -> None:
    """Level, what the term is counted from, who may make an exception, and how sure the norm is."""
    row = ROWS[code]

    for rule in _rules(row):
        own = settings_of(rule, DEFAULT_SETTINGS)
        assert (rule.level, rule.anchor.nl, rule.override) == (
            row.level,
            OWN_ANCHORS.get(rule.id, row.anchor),
            row.override,
        )
        assert "".join(mark.value for mark in marks_of(rule, own)) == "".join(
            mark.value for mark in Mark if mark.value in row.marks
        )


@pytest.mark.parametrize("code", [code for code, row in ROWS.items() if row.values])
def test_settings_are_as_the_row_says(code: str) -> None:
    """Each value, with its unit and how sure it is, is in force on a day of the sample weeks."""
    row = ROWS[code]
    read = {
        (setting.key, setting.regime): setting
        for rule in _rules(row)
        for setting in settings_of(rule, DEFAULT_SETTINGS)
        if setting.rule == code and setting.in_force(LATE)
    }

    assert [_value(read[key, regime]) for key, regime, _, _, _ in row.values] == list(row.values)


def _value(setting: Setting) -> Value:
    return setting.key, setting.regime, setting.value, setting.unit, setting.mark.value


def test_rules_of_our_own_are_lifted_by_another_entry_or_by_nobody() -> None:
    """Who decides on what a rule of our own is about; where bodies and vehicles are, nobody can except anything."""
    rights = {code: rule.override for code, rule in RULES.items() if code.startswith("P")}

    assert {code: right for code, right in rights.items() if right is not NOBODY} == {
        "P03": REGIEVOERDER,
        "P05": PARTNER,
        "P07": SUPERVISOR,
        "P09": REGIEVOERDER,
        "P10": PARTNER,
        "P14": SUPERVISOR,
        "P16": PARTNER,
        "P16a": PARTNER,
        "P19a": PARTNER,
        "P26": SUPERVISOR,
        "P50": REGIEVOERDER,
        "P51": PARTNER,
        "P52": SUPERVISOR,
    }
    assert [code for code, right in rights.items() if right is not NOBODY and not RULES[code].exception_by.nl] == []


def test_norms_that_changed_keep_what_held_before() -> None:
    """The notice was 48 hours before October 2020; the border procedure exists since 12 June 2026."""
    notice = [(s.value, s.valid_from, s.valid_to) for s in settings_of(RULES["R11"], DEFAULT_SETTINGS)]
    border = [(s.value, s.valid_from) for s in settings_of(RULES["R36"], DEFAULT_SETTINGS) if s.key == "term"]

    assert notice == [(48, date.min, date(2020, 10, 1)), (36, date(2020, 10, 1), None)]
    assert border == [(84, date(2026, 6, 12))]


def test_every_rule_about_a_term_says_where_it_goes_on_a_day_off() -> None:
    """Only the voluntary departure term and the notice to the court move; the settings say how sure that is."""
    rows = {s.rule: s for s in DEFAULT_SETTINGS if s.key == DAY_OFF}

    assert rows.keys() == {rule.id for rule in TERMS}
    assert all((rule.id, DAY_OFF) in rule.settings for rule in TERMS)
    assert {(code, row.mark) for code, row in rows.items() if row.value} == {
        ("R01", Mark.SECONDARY),
        ("R12", Mark.SECONDARY),
    }
