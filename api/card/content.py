"""The card itself: what the live rules, the settings in force, the tables and the source say, in the language spoken.

Not allowed here: wording (``words``) and how a card is drawn (``shape``).
"""

import hashlib
from collections.abc import Iterable, Sequence
from importlib.metadata import version

from api.card import words
from api.card.features import FEATURES, NOT_RECORDED, read_by, searches_reading
from api.card.shape import Card, Field, Section
from planner.codec.canonical import to_bytes
from planner.domain.clearances import OverrideRight
from planner.domain.levels import Level
from planner.domain.settings import Mark, Setting
from planner.domain.wording import Text
from planner.intake.tables import TABLES, Table
from solver.description import LEVELS, NORM_COLUMNS, Description, describe, norm_of
from solver.judge import RulebookJudge
from solver.rule import Rule
from solver.rulebook import RULEBOOK

ABSENCES = ("T03", "accept")
"""The setting that says whether an absence from the own calendar holds at once."""
SHORT = 12
"""Letters of a hash that tell versions apart."""


def card(settings: Sequence[Setting], rules: Sequence[Rule] = RULEBOOK, *, versions: bool = True) -> Card:
    """Return the card over rules and the settings in force; without ``versions`` it says where to ask for them."""
    said = [describe(rule, settings) for rule in rules]
    return Card(
        title=str(words.TITLE),
        lead=str(words.LEAD),
        sections=(
            Section(anchor="algemeen", title=str(words.GENERAL), fields=_general(settings, versions=versions)),
            Section(anchor="verantwoord", title=str(words.RESPONSIBLE), fields=_responsible(rules, said, settings)),
            Section(anchor="gelijk", title=str(words.EQUAL), fields=_equal()),
            Section(anchor="werking", title=str(words.WORKING), fields=_working(rules, said, settings)),
        ),
    )


def settings_hash(settings: Iterable[Setting]) -> str:
    """Return a short hash over settings, changing with any of them."""
    return hashlib.sha256(to_bytes(tuple(settings))).hexdigest()[:SHORT]


def _general(settings: Sequence[Setting], *, versions: bool) -> tuple[Field, ...]:
    now = words.ASK.say()
    if versions:
        now = words.HASHES.say(rulebook=RulebookJudge().rulebook_version, settings=settings_hash(settings))
    return (
        _field(words.NAME, "Vertrekplanner"),
        _field(words.SUMMARY, words.SUMMARY_SAYS),
        _field(words.ORGANISATION, words.ORGANISATION_SAYS),
        _field(words.KIND, words.KIND_SAYS),
        _field(words.VERSION, words.PROGRAM.say(version=version("vertrekplanner")), now),
        _field(words.CONTACT, words.BY_ORGANISATION),
    )


def _responsible(rules: Sequence[Rule], said: Sequence[Description], settings: Sequence[Setting]) -> tuple[Field, ...]:
    rights = tuple(
        (one.id, one.title, one.override)
        for rule, one in zip(rules, said, strict=True)
        if rule.override is not OverrideRight.NOBODY
    )
    assumed = sum(setting.mark is Mark.ASSUMPTION for setting in settings)
    limits = [text.say(norms=len(settings), assumed=assumed) for text in words.LIMITS_SAYS]
    return (
        _field(words.PURPOSE, *words.PURPOSE_SAYS),
        _field(words.CONSIDERATIONS, *words.CONSIDERATIONS_SAYS),
        _field(
            words.INTERVENTION,
            *words.INTERVENTION_SAYS,
            words.ABSENCES_AT_ONCE if _accepts_absences(settings) else words.ABSENCES_DECIDED,
            words.RIGHTS_SAYS,
            columns=words.RIGHT_COLUMNS,
            rows=rights,
        ),
        _field(words.RISKS, *words.RISKS_SAYS),
        _field(words.LAW, columns=words.LAW_COLUMNS, rows=_law(said)),
        _field(words.IMPACT_TESTS, words.BY_ORGANISATION),
        _field(words.LIMITS, *limits),
    )


def _law(said: Sequence[Description]) -> tuple[tuple[str, ...], ...]:
    """Return where the rules come from that are not principles of the planner, each with its rules."""
    found: dict[str, list[str]] = {}
    for one in said:
        if one.id.startswith("R"):
            found.setdefault(one.source, []).append(one.id)
    return tuple((source, ", ".join(ids)) for source, ids in found.items())


def _accepts_absences(settings: Iterable[Setting]) -> bool:
    """Return whether absences that officers propose hold without a decision of somebody else."""
    newest = [setting.value for setting in settings if (setting.rule, setting.key) == ABSENCES]
    return bool(newest) and newest[-1] > 0


def _equal() -> tuple[Field, ...]:
    rows = tuple(
        (
            str(called),
            ", ".join(read_by(feature)) or str(words.NO_RULE),
            ", ".join(searches_reading(feature)) or str(words.NO_RULE),
        )
        for feature, called in FEATURES.items()
    )
    unused = words.UNUSED_SAYS.say(features=", ".join(map(str, NOT_RECORDED)))
    return (
        _field(words.USED, words.USED_SAYS, columns=words.USED_COLUMNS, rows=rows),
        _field(words.UNUSED, unused),
        _field(words.SHOWN, *words.SHOWN_SAYS),
    )


def _working(rules: Sequence[Rule], said: Sequence[Description], settings: Sequence[Setting]) -> tuple[Field, ...]:
    norms = tuple(norm_of(setting).cells() for setting in settings)
    return (
        _field(words.DATA, words.DATA_SAYS, columns=words.DATA_COLUMNS, rows=tuple(map(_table_row, TABLES))),
        _field(words.SOURCES, words.SOURCES_SAYS),
        _field(words.TECHNIQUE, *words.TECHNIQUE_SAYS, columns=words.LEVEL_COLUMNS, rows=_levels(rules)),
        _field(
            words.RULES,
            columns=words.RULE_COLUMNS,
            rows=tuple((one.id, one.title, one.level, one.mark, one.source) for one in said),
        ),
        _field(words.WEIGHTS, words.WEIGHTS_SAYS, columns=NORM_COLUMNS, rows=norms),
        _field(words.SUPPLIER, words.SUPPLIER_SAYS),
    )


def _table_row(table: Table) -> tuple[str, ...]:
    """Return a table of the intake."""
    return table.name, str(table.explanation), ", ".join(column.header for column in table.columns)


def _levels(rules: Sequence[Rule]) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (str(LEVELS[level]), str(len(found)), ", ".join(found))
        for level in Level
        if (found := [rule.id for rule in rules if rule.level is level])
    )


def _field(
    name: Text, *says: Text | str, columns: Sequence[Text] = (), rows: tuple[tuple[str, ...], ...] = ()
) -> Field:
    return Field(name=str(name), says=tuple(map(str, says)), columns=tuple(map(str, columns)), rows=rows)
