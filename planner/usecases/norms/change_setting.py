"""Settings in the books: what holds when and who said so, and entering another value, checked before it is kept.

Not allowed here: what a value means (the rule says so), and what it would change in a plan (``preview_setting``).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from planner.domain.cases import Regime
from planner.domain.default_settings import DEFAULT_SETTINGS
from planner.domain.facts import fact_key
from planner.domain.ids import RuleId
from planner.domain.settings import LAST_DAY_OFF, Mark, Setting, Unit
from planner.domain.spelling import listed, numeric_date
from planner.domain.time import Minute
from planner.domain.wording import either
from planner.ports.store import Event, RecordedFact, Store, Transaction
from planner.ports.surroundings import Clock
from planner.usecases.norms.merge_settings import settings_in_force

SOURCE = "instellingen"
"""Source of settings entered by hand, followed by who entered them."""


class SettingRefusedError(ValueError):
    """The value may not be entered so; first line why, second line what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingChange:
    """A value that somebody enters. ``end_previous`` lets the value before it end on the day this one begins."""

    rule: RuleId
    key: str
    value: int
    unit: Unit
    actor: str
    reason: str
    valid_from: date
    valid_to: date | None = None
    regime: Regime | None = None
    mark: Mark = Mark.ASSUMPTION
    end_previous: bool = False

    @property
    def setting(self) -> Setting:
        """The value as it is kept."""
        return Setting(
            rule=self.rule,
            key=self.key,
            value=self.value,
            unit=self.unit,
            regime=self.regime,
            valid_from=self.valid_from,
            valid_to=self.valid_to,
            mark=self.mark,
            source=self.reason.strip(),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingPast:
    """One value in the history of a setting: until ``retired_at`` the books said so, None: they still do."""

    setting: Setting
    by: str
    recorded_at: Minute | None
    """None: delivered with the program."""
    retired_at: Minute | None = None


def checked_setting(books: Transaction, change: SettingChange) -> tuple[Setting, tuple[Setting, ...]]:
    """Return the value and the earlier ones that end because of it; raise SettingRefusedError."""
    _refuse_unknown(change)
    if not change.actor.strip() or not change.reason.strip():
        msg = either(
            "een waarde heeft een dienstnummer en een reden nodig\nGeef wie haar invoert en waarom.",
            "a value needs a service number and a reason\nSay who enters it and why.",
        )
        raise SettingRefusedError(msg)
    if change.value < 0:
        raise SettingRefusedError(
            either(
                f"{change.value} is kleiner dan nul\nGeef een waarde vanaf 0.",
                f"{change.value} is less than zero\nGive a value of 0 or more.",
            )
        )
    if change.unit is Unit.DAY_OFF and change.value > LAST_DAY_OFF:
        raise SettingRefusedError(
            f"{change.value} zegt niet waar een termijn heen gaat\n"
            "Geef 0 (dezelfde dag), 1 (volgende werkdag) of 2 (vorige werkdag)."
        )
    if change.valid_to is not None and change.valid_to <= change.valid_from:
        raise SettingRefusedError(
            either(
                "het einde ligt niet na het begin\nGeef een latere einddatum, of laat haar weg.",
                "the end is not after the beginning\nGive a later end date, or leave it out.",
            )
        )
    setting = change.setting
    return setting, tuple(_ended(setting, other, change) for other in _overlapping(books, setting))


def enter_setting(store: Store, clock: Clock, change: SettingChange) -> tuple[Setting, bool]:
    """Keep the value; return it and whether anything changed. Raise SettingRefusedError."""
    now = clock.now()
    with store.transaction() as books:
        setting, ended = checked_setting(books, change)
        if setting in books.facts.in_force(Setting):
            return setting, False
        books.facts.record((setting, *ended), source=f"{SOURCE} {change.actor.strip()}", at=now)
        unit = change.unit.value
        subject = f"{setting.rule} {setting.key}: {setting.value} {unit} vanaf {numeric_date(setting.valid_from)}"
        books.events.add(Event(at=now, actor=change.actor.strip(), what="setting", subject=subject))
    return setting, True


def current_settings(books: Transaction, *, rule: str | None = None) -> tuple[Setting, ...]:
    """Return every value that the books know now, delivered ones among them, of one rule or of all."""
    found = settings_in_force(books.facts.in_force(Setting))
    return tuple(setting for setting in found if rule is None or setting.rule.upper() == rule.upper())


def history_of(books: Transaction, rule: RuleId, key: str) -> tuple[SettingPast, ...]:
    """Return every value that was ever entered for a setting, oldest first, after those that were delivered."""
    delivered = (s for s in DEFAULT_SETTINGS if (s.rule, s.key) == (rule, key))
    past = [SettingPast(setting=setting, by="meegeleverd", recorded_at=None) for setting in delivered]
    entered = {fact_key(s) for s in _ever(books, rule, key)}
    records = [record for code in entered for record in books.facts.history(Setting, code)]
    records.sort(key=lambda record: (record.recorded_at, record.fact.valid_from, record.fact.regime or ""))
    return (*past, *(_past(record) for record in records))


def _past(record: RecordedFact[Setting]) -> SettingPast:
    by = record.source.removeprefix(SOURCE).strip() or record.source
    return SettingPast(setting=record.fact, by=by, recorded_at=record.recorded_at, retired_at=record.retired_at)


def _ever(books: Transaction, rule: RuleId, key: str) -> Iterable[Setting]:
    """Return the values of a setting that the books know now; a key that was retired comes back by its successor."""
    return (setting for setting in books.facts.in_force(Setting) if (setting.rule, setting.key) == (rule, key))


def _refuse_unknown(change: SettingChange) -> None:
    of_rule = [setting for setting in DEFAULT_SETTINGS if setting.rule == change.rule]
    if not of_rule:
        rules = listed(dict.fromkeys(setting.rule for setting in DEFAULT_SETTINGS))
        raise SettingRefusedError(
            either(
                f"regel {change.rule} heeft geen instellingen\nKies uit {rules}.",
                f"rule {change.rule} has no settings\nChoose from {rules}.",
            )
        )
    known = [setting for setting in of_rule if setting.key == change.key]
    if not known:
        keys = listed(dict.fromkeys(setting.key for setting in of_rule))
        raise SettingRefusedError(
            either(
                f"{change.rule} kent geen instelling {change.key}\nKies uit {keys}.",
                f"{change.rule} has no setting {change.key}\nChoose from {keys}.",
            )
        )
    units = {setting.unit for setting in known}
    if change.unit not in units:
        wanted = listed(sorted(unit.value for unit in units))
        raise SettingRefusedError(
            f"{change.rule} {change.key} telt in {wanted}, niet in {change.unit.value}\nGeef de waarde in {wanted}."
        )


def _overlapping(books: Transaction, setting: Setting) -> tuple[Setting, ...]:
    """Return the entered values of the same setting that hold on some day of this one."""
    same = (setting.rule, setting.key, setting.regime)
    return tuple(
        other
        for other in books.facts.in_force(Setting)
        if (other.rule, other.key, other.regime) == same
        and other.valid_from != setting.valid_from
        and (other.valid_to is None or setting.valid_from < other.valid_to)
        and (setting.valid_to is None or other.valid_from < setting.valid_to)
    )


def _ended(setting: Setting, other: Setting, change: SettingChange) -> Setting:
    if change.end_previous and other.valid_from < setting.valid_from and setting.valid_to is None:
        return replace(other, valid_to=setting.valid_from)
    until = "zonder einddatum" if other.valid_to is None else f"tot {numeric_date(other.valid_to)}"
    since = "het begin" if other.valid_from == date.min else numeric_date(other.valid_from)
    raise SettingRefusedError(
        f"voor {other.rule} {other.key} geldt al {other.value} {other.unit.value} vanaf {since} {until}\n"
        "Laat die waarde eindigen (--end-previous), of kies een periode die er niet mee overlapt."
    )
