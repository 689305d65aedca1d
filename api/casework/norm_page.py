"""Norms on the screen: what holds, how sure it is, where it came from, its past, and what another value would change.

Pure functions. Not allowed here: reading the books, storing, and what a norm means (the rules say so).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from api.casework.words import day_text, said
from api.web.speech import _
from planner.domain.default_settings import DELIVERED
from planner.domain.levels import Level
from planner.domain.norm_labels import label_of_norm
from planner.domain.norm_words import MARKS, amount
from planner.domain.plan import Breach, LevelValue
from planner.domain.protocols import Norm, Protocol, Step
from planner.domain.settings import Mark, Setting
from planner.domain.spelling import stamp
from planner.usecases.norms.change_setting import SettingPast
from planner.usecases.norms.preview_setting import SettingEffect

SHOWN = 40
LEVELS = ("Hard", "Wettelijk", "Gerealiseerd", "Op tijd", "Stabiel", "Doelmatig")
"""What the levels of cost are called, from the first on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NormLine:
    """One value of one setting."""

    rule: str
    key: str
    name: str
    """What the setting is called, in words."""
    regime: str
    value: str
    valid: str
    mark: str
    mark_words: str
    assumed: bool
    source: str
    holds: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NormGroup:
    """The settings of one rule."""

    rule: str
    title: str
    lines: tuple[NormLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectPage:
    """What a value would change in the newest plan."""

    appeared: int
    gone: int
    by_rule: tuple[tuple[str, int, int], ...]
    levels: tuple[tuple[str, int, int], ...]
    lines: tuple[tuple[str, str, str], ...]
    """Breaches that come or go, for who may see cases: which, rule, and what it says."""
    hidden: bool


def norm_groups(
    settings: Iterable[Setting], titles: Mapping[str, str], today: date, *, mark: str = "", text: str = ""
) -> tuple[NormGroup, ...]:
    """Return the settings by rule, of one mark or rule where that is asked."""
    groups: dict[str, list[NormLine]] = {}
    asked = text.strip().casefold()
    for setting in settings:
        name = label_of_norm(setting.rule, setting.key)
        words = f"{setting.rule} {setting.key} {name} {titles.get(setting.rule, '')}".casefold()
        if (not mark or setting.mark.value == mark) and asked in words:
            groups.setdefault(setting.rule, []).append(norm_line(setting, today))
    return tuple(NormGroup(rule=rule, title=titles.get(rule, ""), lines=tuple(lines)) for rule, lines in groups.items())


def norm_line(setting: Setting, today: date) -> NormLine:
    """Return one value in words."""
    return NormLine(
        rule=setting.rule,
        key=setting.key,
        name=label_of_norm(setting.rule, setting.key),
        regime=said(setting.regime) or _("alle"),
        value=amount(setting),
        valid=valid_words(setting),
        mark=setting.mark.value,
        mark_words=str(MARKS[setting.mark]),
        assumed=setting.mark is Mark.ASSUMPTION,
        source=_("meegeleverd") if setting.source == DELIVERED else setting.source,
        holds=setting.in_force(today),
    )


def valid_words(setting: Setting) -> str:
    """Return from and until when a value holds, the first day after it not included."""
    since = "" if setting.valid_from == date.min else _("vanaf %(day)s", day=day_text(setting.valid_from))
    until = "" if setting.valid_to is None else _("tot %(day)s", day=day_text(setting.valid_to))
    return f"{since} {until}".strip() or _("altijd")


def past_lines(
    past: Sequence[SettingPast], today: date, names: Mapping[str, str]
) -> tuple[tuple[NormLine, str, str, str], ...]:
    """Return every value a setting ever had, the newest first: with who, when, and until when the books said so."""
    return tuple(
        (
            norm_line(one.setting, today),
            _("meegeleverd") if one.recorded_at is None else names.get(one.by, one.by),
            "" if one.recorded_at is None else stamp(one.recorded_at),
            "" if one.retired_at is None else stamp(one.retired_at),
        )
        for one in reversed(past)
    )


def effect_page(effect: SettingEffect, *, sees_cases: bool) -> EffectPage:
    """Return what changes; sentences name cases, so only who may see cases gets them."""
    come, go = Counter(b.rule for b in effect.appeared), Counter(b.rule for b in effect.gone)
    before = {value.level: value.cost for value in effect.before}
    return EffectPage(
        appeared=len(effect.appeared),
        gone=len(effect.gone),
        by_rule=tuple((rule, come[rule], go[rule]) for rule in sorted(come.keys() | go.keys())),
        levels=tuple(_levels(effect.after, before)),
        lines=(*_lines(_("nieuw"), effect.appeared), *_lines(_("verdwijnt"), effect.gone)) if sees_cases else (),
        hidden=not sees_cases and bool(effect.appeared or effect.gone),
    )


def _levels(after: Iterable[LevelValue], before: Mapping[Level, int]) -> Iterable[tuple[str, int, int]]:
    for value in after:
        yield _(LEVELS[value.level]), before.get(value.level, 0), value.cost


def _lines(which: str, breaches: Sequence[Breach]) -> Iterable[tuple[str, str, str]]:
    return ((which, breach.rule, breach.because) for breach in breaches[:SHOWN])


def protocol_lines(protocols: Iterable[Protocol], today: date) -> list[dict[str, object]]:
    """Return the versions of protocols, with which of them hold today."""
    return [
        {
            "id": one.id,
            "version": one.version,
            "title": str(one.title),
            "steps": len(one.steps),
            "since": "" if one.valid_from == date.min else day_text(one.valid_from),
            "until": day_text(one.valid_to),
            "mark": str(MARKS[one.mark]),
            "holds": one.in_force(today),
        }
        for one in protocols
    ]


def step_rows(protocol: Protocol) -> list[dict[str, str]]:
    """Return the steps of a protocol in words."""
    return [step_row(step) for step in protocol.steps]


def step_row(step: Step) -> dict[str, str]:
    """Return one step in words."""
    return {
        "title": str(step.title),
        "form": _(step.form.value),
        "anchors": ", ".join(fact.say() for fact in step.anchors),
        "norm": _norm(step),
        "owner": said(step.owner),
        "with": ", ".join(said(party) for party in step.participants),
    }


def _norm(step: Step) -> str:
    terms = (*step.terms, *(frequency.term for frequency in step.frequencies))
    return ", ".join(dict.fromkeys(_length(term.norm) for term in terms))


def _length(norm: Norm) -> str:
    if norm.rule is not None:
        return f"{norm.rule} {norm.key}"
    return "" if norm.unit is None else f"{norm.amount} {norm.unit.value}"
