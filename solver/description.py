"""What a rule is, in the language spoken: for the rulebook as a document, as a page and on the command line.

Not allowed here: anything about a rule that neither the rule nor its settings say, and how it is drawn.
"""

import inspect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from planner.domain.default_settings import DELIVERED
from planner.domain.legal_terms import BESIDE
from planner.domain.levels import Level
from planner.domain.norm_words import MARKS, UNITS, amount
from planner.domain.settings import Mark, Setting, Unit
from planner.domain.spelling import numeric_date
from planner.domain.vocabulary import word
from planner.domain.wording import Text
from solver.rule import Rule, Word
from solver.view import ScopeKind

LEVELS = {
    Level.HARD: Text(nl="L0 hard: mag nooit", en="L0 hard: never"),
    Level.LEGAL: Text(nl="L1 wettelijke termijn", en="L1 legal term"),
    Level.REALISED: Text(nl="L2 vertrek en presentaties gaan door", en="L2 departures and presentations go ahead"),
    Level.TIMELY: Text(nl="L3 op tijd", en="L3 on time"),
    Level.STABLE: Text(nl="L4 kleinste wijziging", en="L4 smallest change"),
    Level.EFFICIENT: Text(nl="L5 reizen en belasting", en="L5 travel and load"),
}
SCOPES = {
    ScopeKind.ACTIVITY: Text(nl="activiteit", en="activity"),
    ScopeKind.RESOURCE: Text(nl="middel", en="resource"),
    ScopeKind.CASE: Text(nl="zaak", en="case"),
    ScopeKind.HOUSEHOLD: Text(nl="gezin", en="household"),
    ScopeKind.PLAN: Text(nl="plan", en="plan"),
}
WORDS = {
    Word.TIME_WINDOW: Text(nl="tijdvenster", en="time window"),
    Word.SKILL: Text(nl="vaardigheid", en="skill"),
    Word.CAPACITY: Text(nl="capaciteit", en="capacity"),
    Word.CONFLICT: Text(nl="conflict", en="conflict"),
    Word.TOGETHER: Text(nl="samen", en="together"),
    Word.SHARED_SLOT: Text(nl="gedeeld moment", en="shared slot"),
    Word.TERM: Text(nl="termijn", en="term"),
    Word.REST: Text(nl="rust", en="rest"),
    Word.ORDER: Text(nl="volgorde", en="order"),
    Word.COST: Text(nl="kosten", en="cost"),
}
NORM_COLUMNS = (
    Text(nl="Instelling", en="Setting"),
    Text(nl="Regime", en="Regime"),
    Text(nl="Waarde", en="Value"),
    Text(nl="Geldig", en="Valid"),
    Text(nl="Zekerheid", en="How sure"),
    Text(nl="Vandaan", en="From"),
)
"""What a table of norms is headed by; see ``Norm.cells``."""
_LEVEL = Text(nl="Niveau", en="Level")
_ANCHOR = Text(nl="Termijn telt vanaf", en="Term counts from")
_UNIT = Text(nl="Telt in", en="Counts in")
_OVERRIDE = Text(nl="Uitzondering door", en="Exception by")
_SOURCE = Text(nl="Bron", en="Source")
_MARK = Text(nl="Zekerheid", en="How sure")
_SCOPE = Text(nl="Bekeken per", en="Looked at per")
_WORDS_OF = Text(nl="Woorden van de zoeker", en="Words of the search")
_OWN = Text(nl="eigen uitgangspunt", en="principle of our own")
_ALWAYS = Text(nl="altijd", en="always")
_FROM = Text(nl="vanaf {day}", en="from {day}")
_UNTIL = Text(nl="tot {day}", en="until {day}")
_DELIVERED = Text(nl="meegeleverd", en="delivered")
_ALL_REGIMES = Text(nl="alle", en="all")
_WITH_REASON = Text(nl="{who}, met reden", en="{who}, with a reason")
_ENTERED_OTHERWISE = Text(nl="{who}; {how}", en="{who}; {how}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Norm:
    """One setting in words: its name, for which regime, how much, when it holds, how sure it is, and from where."""

    name: str
    regime: str
    amount: str
    valid: str
    mark: str
    source: str
    assumed: bool
    """Whether it is an assumption."""

    def cells(self) -> tuple[str, ...]:
        """Return the row under ``NORM_COLUMNS``."""
        return self.name, self.regime, self.amount, self.valid, self.mark, self.source


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """One rule in words; ``anchor`` and ``unit`` are empty for a rule that counts nothing."""

    id: str
    title: str
    why: str
    level: str
    anchor: str
    unit: str
    override: str
    source: str
    mark: str
    scope: str
    words: str
    summary: str
    module: str
    norms: tuple[Norm, ...]
    rank: int
    """The level as a number."""
    assumed: bool
    """Whether any of it is an assumption."""

    def facts(self) -> tuple[tuple[str, str], ...]:
        """Return what there is to say in short, each with what it is."""
        said = (
            (_LEVEL, self.level),
            (_ANCHOR, self.anchor),
            (_UNIT, self.unit),
            (_OVERRIDE, self.override),
            (_SOURCE, self.source),
            (_MARK, self.mark),
            (_SCOPE, self.scope),
            (_WORDS_OF, self.words),
        )
        return tuple((str(what), value) for what, value in said if value)


def describe(rule: Rule, settings: Iterable[Setting]) -> Description:
    """Return a rule in words, with the values of its settings."""
    own = settings_of(rule, settings)
    marks = marks_of(rule, own)
    return Description(
        id=rule.id,
        title=str(rule.title),
        why=str(rule.why),
        level=str(LEVELS[rule.level]),
        anchor=str(rule.anchor),
        unit=", ".join(dict.fromkeys(str(UNITS[setting.unit][1]) for setting in _lengths(own))),
        override=_override(rule),
        source=str(rule.source),
        mark="; ".join(str(MARKS[mark]) for mark in marks) or str(_OWN),
        scope=str(SCOPES[rule.scope]),
        words=", ".join(sorted(str(WORDS[one]) for one in rule.words)),
        summary=(inspect.getdoc(type(rule)) or "").splitlines()[0],
        module=type(rule).__module__,
        norms=tuple(norm_of(setting, rule.level) for setting in own),
        rank=int(rule.level),
        assumed=Mark.ASSUMPTION in marks or any(setting.mark is Mark.ASSUMPTION for setting in own),
    )


def settings_of(rule: Rule, settings: Iterable[Setting]) -> list[Setting]:
    """Return the settings that a rule reads, in the order in which it names them."""
    rows = list(settings)
    return [setting for key in rule.settings for setting in rows if (setting.rule, setting.key) == key]


def unread(rules: Sequence[Rule], settings: Iterable[Setting]) -> list[Setting]:
    """Return the settings that no rule reads: those of models, such as travel times and bookings that fall out."""
    read = {key for rule in rules for key in rule.settings}
    return [setting for setting in settings if (setting.rule, setting.key) not in read]


def marks_of(rule: Rule, settings: Iterable[Setting]) -> list[Mark]:
    """Return how sure a rule's norm is: as the rule says, else as its settings do; nothing for a principle."""
    said = rule.norm or {setting.mark for setting in _lengths(settings)}
    return [mark for mark in Mark if mark in said]


def _lengths(settings: Iterable[Setting]) -> list[Setting]:
    """Return settings without those about days off: they say where a term ends, not how long it is."""
    return [setting for setting in settings if setting.unit is not Unit.DAY_OFF]


def norm_of(setting: Setting, level: Level | None = None) -> Norm:
    """Return one setting in words; ``level`` is that of its rule, so that a length of another level says so."""
    return Norm(
        name=f"{setting.rule} {setting.key}",
        regime=str(_ALL_REGIMES) if setting.regime is None else word(setting.regime),
        amount=", ".join((amount(setting), *_other_level(setting, level))),
        valid=_validity(setting),
        mark=str(MARKS[setting.mark]),
        source=str(_DELIVERED) if setting.source == DELIVERED else setting.source,
        assumed=setting.mark is Mark.ASSUMPTION,
    )


def _other_level(setting: Setting, level: Level | None) -> Iterator[str]:
    key, own = BESIDE.get(setting.rule, ("", level))
    if key == setting.key and own is not None and own is not level:
        yield str(LEVELS[own])


def _override(rule: Rule) -> str:
    who = word(rule.override)
    if rule.exception_by.nl:
        return _ENTERED_OTHERWISE.say(who=who, how=rule.exception_by)
    return _WITH_REASON.say(who=who) if rule.overridable else who


def _validity(setting: Setting) -> str:
    start = "" if setting.valid_from == date.min else _FROM.say(day=numeric_date(setting.valid_from))
    end = "" if setting.valid_to is None else _UNTIL.say(day=numeric_date(setting.valid_to))
    return f"{start} {end}".strip() or str(_ALWAYS)
