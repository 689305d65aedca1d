"""``settings``: the values of rules: which hold, who entered them when, and entering another one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.console import counted, heading, say, say_json, show, table
from api.cli.failure import CommandFailure, ExitCode, from_text, not_found
from api.cli.options import DEFAULT_DATABASE, Actor, Database, Json, PlanNumber, parse_day
from api.cli.program import DutchCommand, Program

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from planner.domain.cases import Regime
    from planner.domain.plan import Breach, LevelValue
    from planner.domain.settings import Mark, Setting, Unit
    from planner.ports.store import Store
    from planner.usecases.norms.change_setting import SettingChange, SettingPast
    from planner.usecases.norms.preview_setting import ResolveEffect, SettingEffect

EXAMPLES = """
Voorbeelden:

  vertrekplanner settings list

  vertrekplanner settings list R24

  vertrekplanner settings show R24 lead

  vertrekplanner settings set R24 lead 6 h --from 2026-12-01 --reason "afspraak met medische dienst" --actor L-0007
    --preview

Met --preview wordt niets bewaard: u ziet wat de waarde in het nieuwste plan verandert, en met --solve SECONDEN ook wat
een nieuwe berekening ermee doet. Er wordt dan twee keer gezocht, zonder en met de waarde, elk de helft van die tijd.
"""
SHOWN = 12
DELIVERED = "delivered default"
"""What the source of delivered norms says."""
app = typer.Typer(
    cls=Program, name="settings", help="Toon en wijzig de waarden van regels.", no_args_is_help=True, epilog=EXAMPLES
)
RuleNumber = Annotated[str, typer.Argument(help="Nummer van de regel, bijvoorbeeld R24.", metavar="REGEL")]
Key = Annotated[str, typer.Argument(help="Naam van de instelling, bijvoorbeeld lead.", metavar="INSTELLING")]


@app.command("list", cls=DutchCommand)
def list_settings(
    rule: Annotated[str | None, typer.Argument(help="Alleen van deze regel.", metavar="REGEL")] = None,
    database: Database = DEFAULT_DATABASE,
    *,
    as_json: Json = False,
) -> None:
    """Toon de waarden die gelden, met herkomst en hoe zeker zij zijn."""
    from api.composition import opened
    from planner.usecases.norms.change_setting import current_settings

    with opened(database, must_exist=True) as store, store.reading() as books:
        found = current_settings(books, rule=rule)
    if not found:
        raise not_found(f"regel {rule} heeft geen instellingen", "Laat de regel weg om ze alle te zien.")
    if as_json:
        say_json({"instellingen": [_as_data(setting) for setting in found]})
        return
    assumed = sum(setting.mark.value == "A" for setting in found)
    what = "1 waarde" if len(found) == 1 else f"{len(found)} waarden"
    say(f"{what}, waarvan {assumed} aangenomen [A].", style="bold")
    show(table(("Instelling", "Regime", "Waarde", "Geldt", "Zeker", "Herkomst"), (_row(s) for s in found)))


@app.command("show", cls=DutchCommand)
def show_setting(rule: RuleNumber, key: Key, database: Database = DEFAULT_DATABASE, *, as_json: Json = False) -> None:
    """Toon alle waarden die een instelling ooit had: wie, wanneer, waarvoor en waarom."""
    from api.composition import opened
    from planner.domain.ids import RuleId
    from planner.usecases.norms.change_setting import history_of

    with opened(database, must_exist=True) as store, store.reading() as books:
        found = history_of(books, RuleId(rule), key)
    if not found:
        raise not_found(f"{rule} kent geen instelling {key}", "Zie vertrekplanner settings list.")
    if as_json:
        say_json({"geschiedenis": [_past_data(item) for item in found]})
        return
    say(f"{rule} {key}", style="bold")
    columns = ("Waarde", "Regime", "Geldt", "Zeker", "Door", "Ingevoerd", "Vervangen", "Reden")
    show(table(columns, (_past_row(item) for item in found)))


@app.command("set", cls=DutchCommand, epilog=EXAMPLES)
def set_setting(  # noqa: PLR0913, PLR0917 - one parameter per option of the command
    rule: RuleNumber,
    key: Key,
    value: Annotated[int, typer.Argument(help="De waarde, een geheel getal.", metavar="WAARDE")],
    unit: Annotated[
        str,
        typer.Argument(help="Waarin zij telt: d, wd, h, min, %, n, w of roll (bij een vrije dag).", metavar="EENHEID"),
    ],
    since: Annotated[str, typer.Option("--from", help="Eerste dag waarop zij geldt.", metavar="DATUM")],
    until: Annotated[
        str | None, typer.Option("--until", help="Laatste dag waarop zij geldt; anders zonder einde.", metavar="DATUM")
    ] = None,
    regime: Annotated[str | None, typer.Option(help="Alleen voor dit regime.", metavar="REGIME")] = None,
    mark: Annotated[str, typer.Option(help="Hoe zeker: F gevonden, S tweede hand, A aanname.", metavar="LETTER")] = "A",
    reason: Annotated[str, typer.Option(help="Waarom, kort en zonder namen.", metavar="TEKST")] = "",
    solve: Annotated[
        float | None,
        typer.Option(
            "--solve",
            help="Zoek in de voorbeschouwing opnieuw, zonder en met de waarde: samen zo lang.",
            min=1,
            max=3600,
        ),
    ] = None,
    plan: PlanNumber = None,
    database: Database = DEFAULT_DATABASE,
    actor: Actor = "",
    *,
    end_previous: Annotated[
        bool, typer.Option("--end-previous", help="Laat de waarde die nu geldt op de eerste dag eindigen.")
    ] = False,
    preview: Annotated[bool, typer.Option("--preview", help="Bewaar niets; toon wat het verandert.")] = False,
    as_json: Json = False,
) -> None:
    """Voer een andere waarde in, of bekijk eerst wat zij verandert."""
    from datetime import timedelta

    from api.composition import SystemClock, opened
    from planner.domain.ids import RuleId
    from planner.usecases.norms.change_setting import SettingChange, SettingRefusedError, enter_setting

    change = SettingChange(
        rule=RuleId(rule),
        key=key,
        value=value,
        unit=_unit(unit),
        actor=actor,
        reason=reason,
        valid_from=parse_day(since),
        valid_to=None if until is None else parse_day(until) + timedelta(days=1),
        regime=_regime(regime),
        mark=_mark(mark),
        end_previous=end_previous,
    )
    with opened(database, must_exist=True) as store:
        try:
            if preview:
                _preview(store, change, plan, solve, as_json=as_json)
                return
            setting, changed = enter_setting(store, SystemClock(), change)
        except SettingRefusedError as error:
            raise from_text(str(error), ExitCode.WRONG_INPUT) from error
    if as_json:
        say_json({"instelling": _as_data(setting), "gewijzigd": changed})
    else:
        say(f"{'Vastgelegd' if changed else 'Ongewijzigd'}: {' | '.join(map(str, _row(setting)))}", style="bold")
        say("De volgende berekening houdt er rekening mee.")


def _preview(store: Store, change: SettingChange, plan: int | None, seconds: float | None, *, as_json: bool) -> None:
    from api.composition import child_search
    from planner.ports.store import StoreError
    from planner.usecases.norms.change_setting import checked_setting
    from planner.usecases.norms.preview_setting import effect_on_plan, effect_on_search
    from planner.usecases.planning.current_plan import stored_plan
    from solver.judge import RulebookJudge

    judge = RulebookJudge()
    with store.reading() as books:
        setting, _ = checked_setting(books, change)
        try:
            found = stored_plan(books, plan)
        except StoreError as error:
            message, _, remedy = str(error).partition("\n")
            raise not_found(message, remedy) from error
    effect = effect_on_plan(judge, found.problem, found.plan, setting)
    searched = None
    if seconds is not None:
        seed = found.plan.origin.seed
        asked = (found.problem, found.plan, setting)
        searched = effect_on_search(judge, child_search(), *asked, seconds=seconds, seed=seed)
    if as_json:
        data: dict[str, object] = {"instelling": _as_data(setting), "plan": found.number, "nu": _effect_data(effect)}
        say_json(data if searched is None else {**data, "opnieuw": _search_data(searched)})
        return
    say(f"Voorbeschouwing op plan {found.number}; er is niets bewaard.", style="bold")
    show(table(("Instelling", "Regime", "Waarde", "Geldt", "Zeker", "Herkomst"), (_row(setting),)))
    _tell_effect(effect)
    if searched is not None:
        _tell_search(searched)


def _tell_effect(effect: SettingEffect) -> None:
    say(
        f"In het plan zoals het is: {counted(len(effect.appeared), 'nieuwe overtreding', 'nieuwe overtredingen')},"
        f" {counted(len(effect.gone), 'verdwijnt', 'verdwijnen')}."
    )
    for title, breaches in (("Nieuw", effect.appeared), ("Verdwijnt", effect.gone)):
        if breaches:
            heading(title)
            show(table(("Regel", "Niveau", "Kosten", "Wat"), (_breach(b) for b in breaches[:SHOWN])))
            if len(breaches) > SHOWN:
                say(f"  en nog {len(breaches) - SHOWN}")
    _tell_levels(effect.before, effect.after)


def _tell_search(effect: ResolveEffect) -> None:
    heading("Opnieuw berekend vanuit dit plan, met en zonder de waarde, even lang")
    groups = (("erbij", effect.planned), ("eruit", effect.dropped), ("verplaatst", effect.moved))
    for word, keys in groups:
        more = f" en nog {len(keys) - SHOWN}" if len(keys) > SHOWN else ""
        say(f"{len(keys)} {word}{': ' if keys else ''}{', '.join(keys[:SHOWN])}{more}")
    _tell_levels(effect.before, effect.after)


def _tell_levels(before: Iterable[LevelValue], after: Iterable[LevelValue]) -> None:
    from api.cli.words import LEVELS

    was = {value.level: value.cost for value in before}
    rows = [(f"{int(v.level)}  {LEVELS[v.level]}", was.get(v.level, 0), v.cost) for v in after]
    changed = [row for row in rows if row[1] != row[2]]
    if changed:
        show(table(("Niveau", "Nu", "Dan"), changed, right=(1, 2)))
    else:
        say("De kosten per niveau blijven gelijk.")


def _breach(breach: Breach) -> tuple[object, ...]:
    return breach.rule, int(breach.level), breach.cost, breach.because


def _row(setting: Setting) -> tuple[object, ...]:
    regime = setting.regime.value if setting.regime else "alle"
    mark = f"[{setting.mark.value}]"
    name = f"{setting.rule} {setting.key}"
    source = "meegeleverd" if setting.source == DELIVERED else setting.source
    from planner.domain.norm_words import amount
    from planner.domain.settings import Unit

    told = f"{setting.value} {setting.unit.value}"
    if setting.unit is Unit.DAY_OFF:
        told += f": {amount(setting)}"
    return name, regime, told, _period(setting), mark, source


def _period(setting: Setting) -> str:
    from datetime import date

    from planner.domain.spelling import numeric_date

    since = "" if setting.valid_from == date.min else f"vanaf {numeric_date(setting.valid_from)}"
    until = "" if setting.valid_to is None else f"tot {numeric_date(setting.valid_to)}"
    return f"{since} {until}".strip() or "altijd"


def _past_row(item: SettingPast) -> tuple[object, ...]:
    _, regime, value, period, mark, reason = _row(item.setting)
    return value, regime, period, mark, item.by, _when(item.recorded_at), _when(item.retired_at), reason


def _when(minute: object) -> str:
    from planner.domain.spelling import stamp
    from planner.domain.time import Minute

    return stamp(Minute(minute)) if isinstance(minute, int) else ""


def _as_data(setting: Setting) -> dict[str, object]:
    return {
        "regel": setting.rule,
        "instelling": setting.key,
        "waarde": setting.value,
        "eenheid": setting.unit.value,
        "regime": setting.regime.value if setting.regime else None,
        "vanaf": _iso(setting.valid_from),
        "tot": None if setting.valid_to is None else setting.valid_to.isoformat(),
        "zeker": setting.mark.value,
        "herkomst": setting.source,
    }


def _iso(day: date) -> str | None:
    from datetime import date as civil

    return None if day == civil.min else day.isoformat()


def _past_data(item: SettingPast) -> dict[str, object]:
    return {
        **_as_data(item.setting),
        "door": item.by,
        "ingevoerd": _when(item.recorded_at) or None,
        "vervangen": _when(item.retired_at) or None,
    }


def _effect_data(effect: SettingEffect) -> dict[str, object]:
    return {
        "nieuw": [_breach_data(breach) for breach in effect.appeared],
        "verdwijnt": [_breach_data(breach) for breach in effect.gone],
        "kosten": _levels_data(effect.before, effect.after),
    }


def _search_data(effect: ResolveEffect) -> dict[str, object]:
    return {
        "erbij": list(effect.planned),
        "eruit": list(effect.dropped),
        "verplaatst": list(effect.moved),
        "kosten": _levels_data(effect.before, effect.after),
    }


def _levels_data(before: Iterable[LevelValue], after: Iterable[LevelValue]) -> dict[str, Sequence[int]]:
    was = {value.level: value.cost for value in before}
    return {str(int(value.level)): (was.get(value.level, 0), value.cost) for value in after}


def _breach_data(breach: Breach) -> dict[str, object]:
    return {"regel": breach.rule, "niveau": int(breach.level), "kosten": breach.cost, "omdat": breach.because}


def _unit(text: str) -> Unit:
    from planner.domain.settings import Unit

    units = {unit.value: unit for unit in Unit}
    if text not in units:
        raise CommandFailure(f"onbekende eenheid {text!r}", f"Kies uit: {', '.join(units)}.")
    return units[text]


def _mark(text: str) -> Mark:
    from planner.domain.settings import Mark

    marks = {mark.value: mark for mark in Mark}
    if text not in marks:
        raise CommandFailure(f"onbekende letter {text!r}", f"Kies uit: {', '.join(marks)}.")
    return marks[text]


def _regime(text: str | None) -> Regime | None:
    from planner.domain.cases import Regime

    if text is None:
        return None
    regimes = {regime.value: regime for regime in Regime}
    if text not in regimes:
        raise CommandFailure(f"onbekend regime {text!r}", f"Kies uit: {', '.join(regimes)}.")
    return regimes[text]
