"""Reading process protocols from TOML: every word is checked, every error says what, where and what to do.

Not allowed here: which protocols are in force, and files on disk other than the delivered ones.
"""

import tomllib
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from typing import TypeVar

from planner.codec.toml_fields import Fields, ProtocolFileError
from planner.domain.cases import Regime, Specialism, TargetGroup, Track
from planner.domain.casework import CasePhase, ProcedureKind, ReceptionKind
from planner.domain.departure_plan import Motivation, Party
from planner.domain.ids import PlaceId, RuleId
from planner.domain.levels import Level
from planner.domain.places import PlaceKind
from planner.domain.protocol_facts import FactNameError, FactRef
from planner.domain.protocols import (
    Frequency,
    Norm,
    Protocol,
    ProtocolError,
    SiteRule,
    Situation,
    Step,
    StepForm,
    StepTerm,
    refuse_loops,
)
from planner.domain.settings import Mark, Unit
from planner.domain.wording import Text, either

_E = TypeVar("_E", bound=StrEnum)
TARGET_GROUPS = {
    "toezicht": TargetGroup.SUPERVISION,
    "grens": TargetGroup.BORDER,
    "ingetrokken": TargetGroup.WITHDRAWN,
    "afgewezen": TargetGroup.REJECTED,
}
_LEVELS = {"wettelijk": Level.LEGAL, "tijdig": Level.TIMELY}
_UNITS = {"dagen": Unit.DAYS, "werkdagen": Unit.WORKING_DAYS, "uren": Unit.HOURS, "minuten": Unit.MINUTES}
_PLACES = {
    "azc": PlaceKind.AZC,
    "glo": PlaceKind.GLO,
    "vbl": PlaceKind.VBL,
    "htl": PlaceKind.HTL,
    "detentie": PlaceKind.DETENTION,
}
_LAST_MINUTE = 24 * 60


def read_protocol(text: str | Mapping[str, object], name: str) -> Protocol:
    """Return the protocol in a TOML text, or its content; raise ProtocolFileError with file, place and remedy."""
    fields = Fields(_content(text, name) if isinstance(text, str) else text, name)
    protocol = Protocol(
        id=fields.code("protocol"),
        version=fields.whole("versie", low=1),
        title=fields.text("titel"),
        valid_from=fields.day("geldig_vanaf") or date.min,
        valid_to=fields.day("geldig_tot"),
        source=fields.words("bron"),
        mark=_one(fields, "zekerheid", _values(Mark)) or Mark.ASSUMPTION,
        rank=fields.whole("rang", default=0),
        regime=_one(fields, "regime", _values(Regime)),
        participants=_list(fields, "deelnemers", _values(Party)),
        situation=_situation(fields.table("situatie")),
        steps=tuple(read_step(step) for step in fields.tables("stap")),
    )
    fields.refuse_rest()
    _refuse_wrong_whole(protocol, fields)
    return protocol


@lru_cache(maxsize=1)
def delivered_protocols() -> tuple[Protocol, ...]:
    """Return the protocols that come with the program."""
    return tuple(read_protocol(text, name) for name, text in sorted(delivered_files().items()))


def delivered_files() -> dict[str, str]:
    """Return the text of each delivered protocol file by its name."""
    folder = files("planner") / "data" / "protocols"
    return {item.name: item.read_text(encoding="utf-8") for item in folder.iterdir() if item.name.endswith(".toml")}


def _refuse_wrong_whole(protocol: Protocol, fields: Fields) -> None:
    if not protocol.steps:
        raise fields.wrong(
            "stap",
            either("er staat geen enkele stap in", "there is no step in it"),
            either("Voeg minstens één [[stap]] toe.", "Add at least one [[stap]]."),
        )
    if protocol.valid_to is not None and protocol.valid_to <= protocol.valid_from:
        raise fields.wrong(
            "geldig_tot",
            either("ligt niet na geldig_vanaf", "is not after geldig_vanaf"),
            either("Verbeter een van beide dagen.", "Correct one of the two days."),
        )
    codes = [step.code for step in protocol.steps]
    for code in codes:
        if codes.count(code) > 1:
            raise fields.wrong(
                "stap",
                either(f"code {code} komt twee keer voor", f"code {code} is there twice"),
                either("Geef elke stap een eigen code.", "Give each step a code of its own."),
            )
    try:
        refuse_loops({step.code: step for step in protocol.steps})
    except ProtocolError as error:
        what, _, remedy = str(error).partition("\n")
        raise fields.wrong("stap", what, remedy) from error


def _situation(fields: Fields | None) -> Situation:
    if fields is None:
        return Situation()
    made = Situation(
        target_groups=frozenset(_list(fields, "doelgroepen", TARGET_GROUPS)),
        receptions=frozenset(_list(fields, "verblijf", _values(ReceptionKind))),
        phases=frozenset(_list(fields, "fasen", _values(CasePhase))),
        regimes=frozenset(_list(fields, "regimes", _values(Regime))),
        procedures=frozenset(_list(fields, "procedures", _values(ProcedureKind))),
        tracks=frozenset(_list(fields, "sporen", _values(Track))),
        specialisms=frozenset(_list(fields, "specialismen", _values(Specialism))),
    )
    fields.refuse_rest()
    return made


def _content(text: str, name: str) -> Mapping[str, object]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ProtocolFileError(
            name,
            "",
            either(f"geen geldige TOML: {error}", f"no valid TOML: {error}"),
            either("Verbeter de genoemde regel.", "Correct the line that is named."),
        ) from error


def read_step(fields: Fields) -> Step:
    """Return one step; raise ProtocolFileError."""
    code = fields.code("code")
    fields.call(f"stap {code}")
    form = _one(fields, "vorm", _values(StepForm)) or StepForm.TASK
    step = Step(
        code=code,
        title=fields.text("titel"),
        form=form,
        anchors=_facts(fields, "anker"),
        terms=tuple(_term(term) for term in fields.tables("termijn")),
        frequencies=tuple(_frequency(found) for found in fields.tables("terugkerend")),
        opens=_norm_at(fields, "opent"),
        not_after=next(iter(_facts(fields, "uiterlijk")), None),
        only_if=_facts(fields, "alleen_als"),
        needs=_facts(fields, "wacht_op"),
        after=fields.strings("na"),
        done=_facts(fields, "gedaan_bij"),
        ends=_facts(fields, "vervalt_bij"),
        owner=_one(fields, "wie", _values(Party)) or Party.REGIEVOERDER,
        participants=_list(fields, "deelnemers", _values(Party)),
        minutes=_norm_at(fields, "duur"),
        motivation=_one(fields, "wigk", _values(Motivation)),
        choices=_choices(fields),
        sites=_list(fields, "locaties", _PLACES),
        site_rules=tuple(_site(site) for site in fields.tables("locatie")),
    )
    fields.refuse_rest()
    _refuse_incomplete(step, fields)
    return step


def _refuse_incomplete(step: Step, fields: Fields) -> None:
    if not step.anchors and not step.sites:
        raise fields.wrong(
            "anker",
            either("er is geen dag waarvan de termijn loopt", "there is no day from which the term runs"),
            either("Geef een anker, zoals overdracht.", "Give an anker, such as overdracht."),
        )
    if step.anchors and not step.terms and not step.frequencies:
        raise fields.wrong(
            "termijn",
            either("er is geen termijn", "there is no term"),
            either("Geef [[stap.termijn]] of [[stap.terugkerend]].", "Give [[stap.termijn]] or [[stap.terugkerend]]."),
        )
    if step.sites and (step.form is not StepForm.MEETING or not step.frequencies):
        raise fields.wrong(
            "locaties",
            either("alleen een terugkerend overleg is per locatie", "only a meeting that comes back is per site"),
            either("Geef vorm en terugkerend.", "Give vorm and terugkerend."),
        )
    if step.form.scheduled and step.minutes is None:
        raise fields.wrong(
            "duur",
            either("een afspraak heeft een duur nodig", "an appointment needs a duration"),
            either("Geef duur als instelling of in minuten.", "Give duur as a setting or in minutes."),
        )
    if step.form is StepForm.MEETING and not step.sites:
        raise fields.wrong(
            "locaties",
            either("een overleg hoort bij locaties", "a meeting belongs to sites"),
            either("Noem de soorten, zoals azc.", "Name the kinds, such as azc."),
        )


def _choices(fields: Fields) -> tuple[Text, ...]:
    found = tuple(item.said(item.words("nl"), item.words("en")) for item in fields.tables("keuzes"))
    if list(found) != sorted(found, key=lambda text: text.nl):
        raise fields.wrong(
            "keuzes",
            either("keuzes staan niet op alfabet", "choices are not in alphabetical order"),
            either(
                "Zet ze op alfabet: niets gaat voor iets anders.",
                "Put them in alphabetical order: nothing goes before anything else.",
            ),
        )
    return found


def _site(fields: Fields) -> SiteRule:
    made = SiteRule(
        place=PlaceId(fields.code("code")),
        participants=_list(fields, "deelnemers", _values(Party)),
        weekday=fields.whole("weekdag", low=1, high=7, default=0) - 1 if fields.has("weekdag") else None,
        start=fields.whole("begin_minuut", low=0, high=_LAST_MINUTE, default=0) if fields.has("begin_minuut") else None,
    )
    fields.refuse_rest()
    return made


def _frequency(fields: Fields) -> Frequency:
    when = _facts(fields, "als")
    return Frequency(term=_term(fields), when=when)


def _term(fields: Fields) -> StepTerm:
    level = _one(fields, "niveau", _LEVELS) or Level.TIMELY
    before = fields.yes("ervoor")
    term = StepTerm(norm=_norm(fields), level=level, before=before)
    fields.refuse_rest()
    return term


def _norm_at(fields: Fields, name: str) -> Norm | None:
    inner = fields.table(name)
    if inner is None:
        return None
    norm = _norm(inner)
    inner.refuse_rest()
    return norm


def _norm(fields: Fields) -> Norm:
    own = fields.has("aantal")
    if own is fields.has("regel"):
        raise fields.wrong(
            "regel",
            either(
                "geef òf een regel, òf aantal, eenheid en zekerheid",
                "give either regel, or aantal, eenheid and zekerheid",
            ),
            either("Haal een van beide weg.", "Remove one of the two."),
        )
    if own:
        unit, mark = _one(fields, "eenheid", _UNITS), _one(fields, "zekerheid", _values(Mark))
        if unit is None or mark is None:
            raise fields.wrong(
                "aantal",
                either("eenheid of zekerheid ontbreekt", "eenheid or zekerheid is missing"),
                either("Voeg ze toe, bijvoorbeeld dagen en A.", "Add them, for instance dagen and A."),
            )
        return Norm(amount=fields.whole("aantal", low=0), unit=unit, mark=mark)
    return Norm(rule=RuleId(fields.code("regel")), key=fields.words("sleutel") or "term")


def _facts(fields: Fields, name: str) -> tuple[FactRef, ...]:
    found: list[FactRef] = []
    for text in fields.strings(name):
        try:
            found.append(FactRef.parse(text))
        except FactNameError as error:
            what, _, remedy = str(error).partition("\n")
            raise fields.wrong(name, what, remedy) from error
    return tuple(found)


def _values(kind: type[_E]) -> dict[str, _E]:
    return {item.value: item for item in kind}


_V = TypeVar("_V")


def _one(fields: Fields, name: str, known: dict[str, _V]) -> _V | None:
    text = fields.words(name)
    return fields.known(name, text, known) if text else None


def _list(fields: Fields, name: str, known: dict[str, _V]) -> tuple[_V, ...]:
    return tuple(fields.known(name, text, known) for text in fields.strings(name))
