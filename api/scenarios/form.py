"""The form of a what-if: what may be chosen of the facts of a week, what was filled in, and what is wrong with which.

Pure functions. Not allowed here: requests, and whether what is supposed goes with the facts (the use case says so).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from api.scenarios.reading import moment_of, more_flight, more_session, more_teams, own_value, site_closes
from api.web.forms import moment_type
from api.web.speech import _
from planner.domain.escorts import EscortTeam
from planner.domain.ids import PlaceId
from planner.domain.norm_labels import label_of_norm
from planner.domain.norm_words import amount
from planner.domain.places import PlaceKind
from planner.domain.problem import Problem
from planner.domain.resources import ResourceKind
from planner.domain.scenario import LONGEST_NAME, OwnValue
from planner.domain.settings import Setting
from planner.domain.spelling import moment
from planner.domain.steps import StepRefusedError
from planner.domain.vocabulary import word
from planner.usecases.scenarios.supposing import MOST_AT_ONCE, Wish

Given = Mapping[str, str]
Options = tuple[tuple[str, str], ...]
NAME, DAYS = "naam", "dagen"
MOST_DAYS, MOST_DIGITS = 999, 4
SHORT = 60
"""Longer lists are looked through while typing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What there is in a week that can be supposed otherwise: code and words."""

    teams: Options = ()
    missions: Options = ()
    sites: Options = ()
    flights: Options = ()
    norms: Options = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """One field of the form; it opens ``options``, or what is typed is looked up in ``suggestions``."""

    name: str
    label: str
    value: str = ""
    type: str = "text"
    hint: str = ""
    error: str = ""
    required: bool = False
    options: Options | None = None
    suggestions: Options = ()
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldGroup:
    """Fields that say one thing together."""

    title: str
    fields: tuple[FormField, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What was filled in, and what of it cannot be read: a sentence per field."""

    wishes: tuple[Wish, ...]
    values: tuple[OwnValue, ...]
    days: int | None
    errors: Mapping[str, str]

    @property
    def nothing(self) -> bool:
        """Whether nothing was supposed."""
        return not (self.wishes or self.values)


def choices_of(problem: Problem) -> Choices:
    """Return what may be chosen of the facts and norms of a week, in the language spoken now."""
    means = problem.resources
    names = {place.id: place.name for place in means.places}
    rooms = {one.resource.id for one in means.capacities if one.resource.kind is ResourceKind.ROOM}
    sites = (one for one in means.places if one.id in rooms and one.kind is not PlaceKind.MISSION)
    flights = (one for one in means.flights if one.departs > problem.recorded_at)
    return Choices(
        teams=tuple((one.id, _team(one, names)) for one in sorted(means.escort_teams, key=lambda one: one.id)),
        missions=tuple(
            (one.id, f"{names.get(one.place, one.place)} ({one.country})")
            for one in sorted(means.missions, key=lambda one: one.id)
        ),
        sites=tuple((one.id, one.with_town) for one in sorted(sites, key=lambda one: one.name)),
        flights=tuple(
            (one.id, f"{one.number}, {moment(one.departs)}, {one.destination}")
            for one in sorted(flights, key=lambda one: (one.departs, one.id))
        ),
        norms=_norms(problem.settings),
    )


def _team(team: EscortTeam, names: Mapping[PlaceId, str]) -> str:
    base = names.get(team.base, team.base)
    return _("%(team)s (%(base)s, %(size)s personen)", team=team.id, base=base, size=team.size)


def _norms(settings: Iterable[Setting]) -> Options:
    """Return the norms, those that weigh one thing against another first."""
    found: dict[str, tuple[bool, str]] = {}
    for one in settings:
        code = f"{one.rule} {one.key}{f' {one.regime}' if one.regime else ''}"
        regime = "" if one.regime is None else f", {word(one.regime)}"
        label = f"{one.rule} {label_of_norm(one.rule, one.key) or one.key}{regime}"
        found[code] = (one.key != "weight", _("%(norm)s (nu %(value)s)", norm=label, value=amount(one)))
    return tuple((code, text) for code, (_last, text) in sorted(found.items(), key=lambda one: (one[1][0], one[0])))


# --- what was filled in ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Group:
    """Fields that are read together; ``moments`` among them are looked at by themselves, for words of their own."""

    title: str
    names: tuple[str, ...]
    read: Callable[..., Wish | OwnValue]
    moments: tuple[str, ...] = ()


def _norm(norm: str, value: str) -> OwnValue:
    return own_value(f"{norm}={value}")


GROUPS = (
    _Group("Escortteams erbij", ("team", "aantal"), lambda team, count: more_teams(f"{team}*{count}")),
    _Group(
        "Een zitting erbij",
        ("vertegenwoordiging", "zitting_van", "zitting_tot", "personen"),
        more_session,
        ("zitting_van", "zitting_tot"),
    ),
    _Group("Een locatie dicht", ("locatie", "dicht_van", "dicht_tot"), site_closes, ("dicht_van", "dicht_tot")),
    _Group("Een vlucht erbij", ("vlucht", "vertrek"), more_flight, ("vertrek",)),
    _Group("Een andere waarde van een norm", ("norm", "waarde"), _norm),
)
_IF_EMPTY: Mapping[str, str] = {"aantal": "1"}


def read_form(given: Given) -> Read:
    """Read what was filled in; a group of which all fields are empty says nothing."""
    errors: dict[str, str] = {}
    found = [one for group in GROUPS if (one := _read(group, given, errors)) is not None]
    text = given.get(DAYS, "").strip()
    if text and not (text.isascii() and text.isdigit() and 0 < int(text[:MOST_DIGITS]) <= MOST_DAYS):
        errors[DAYS] = _("Geef een aantal dagen van 1 tot en met %(most)s, of laat het leeg.", most=MOST_DAYS)
    return Read(
        wishes=tuple(one for one in found if not isinstance(one, OwnValue)),
        values=tuple(one for one in found if isinstance(one, OwnValue)),
        days=int(text) if text and DAYS not in errors else None,
        errors=errors,
    )


def _read(group: _Group, given: Given, errors: dict[str, str]) -> Wish | OwnValue | None:
    texts = {name: given.get(name, "").strip() for name in group.names}
    if not any(texts.values()):
        return None
    wrong = len(errors)
    for name, text in texts.items():
        if not text and name not in _IF_EMPTY:
            errors[name] = _("Vul dit ook in, of laat alles bij elkaar leeg.")
        elif name in group.moments:
            try:
                moment_of(text)
            except StepRefusedError as error:
                errors[name] = sentence(error)
    if len(errors) > wrong:
        return None
    try:
        return group.read(*(text or _IF_EMPTY[name] for name, text in texts.items()))
    except StepRefusedError as error:
        errors[group.names[-1]] = sentence(error)
        return None


def sentence(error: StepRefusedError) -> str:
    """Return a refusal as what is said beside a field."""
    return f"{error.problem[:1].upper()}{error.problem[1:]}. {error.remedy}"


# --- the fields ------------------------------------------------------------------------------------------------------


def name_fields(given: Given, errors: Mapping[str, str]) -> tuple[FormField, ...]:
    """Return the fields of a new scenario beside what it supposes."""
    return (
        FormField(
            name=NAME,
            label=_("Naam"),
            value=given.get(NAME, ""),
            hint=_("Kort, zonder namen van personen."),
            error=errors.get(NAME, ""),
            required=True,
            attributes={"maxlength": str(LONGEST_NAME)},
        ),
        days_field(given, errors),
    )


def days_field(given: Given, errors: Mapping[str, str]) -> FormField:
    """Return the field that says how long a scenario stays open."""
    return FormField(
        name=DAYS,
        label=_("Dagen open"),
        value=given.get(DAYS, ""),
        type="number",
        hint=_("Leeg: zo lang als de norm zegt."),
        error=errors.get(DAYS, ""),
        attributes={"min": "1", "max": str(MOST_DAYS)},
    )


def groups_of(choices: Choices, given: Given, errors: Mapping[str, str]) -> tuple[FieldGroup, ...]:
    """Return the fields of what can be supposed, with what was filled in."""
    labels: Mapping[str, tuple[str, Options]] = {
        "team": (_("Een team als dit"), choices.teams),
        "vertegenwoordiging": (_("Vertegenwoordiging"), choices.missions),
        "locatie": (_("Locatie"), choices.sites),
        "vlucht": (_("Een vlucht als deze"), choices.flights),
        "norm": (_("Norm"), choices.norms),
    }
    plain = {
        "aantal": (_("Aantal"), _("Leeg is 1."), {"min": "1", "max": str(MOST_AT_ONCE)}),
        "personen": (_("Personen"), "", {"min": "1"}),
        "waarde": (_("Waarde"), _("Een heel getal, in de eenheid van de norm."), {"min": "0"}),
    }
    moments = {
        "zitting_van": _("Van"),
        "zitting_tot": _("Tot"),
        "dicht_van": _("Dicht van"),
        "dicht_tot": _("Dicht tot"),
        "vertrek": _("Vertrekt"),
    }

    def made(name: str) -> FormField:
        value, error = given.get(name, ""), errors.get(name, "")
        if name in labels:
            return _chosen(name, labels[name], value, error)
        if name in moments:
            shown = moment_type(value, error)
            return FormField(name=name, label=moments[name], value=value, error=error, type=shown)
        label, hint, limits = plain[name]
        return FormField(name=name, label=label, value=value, error=error, type="number", hint=hint, attributes=limits)

    return tuple(FieldGroup(title=_(group.title), fields=tuple(map(made, group.names))) for group in GROUPS)


def _chosen(name: str, told: tuple[str, Options], value: str, error: str) -> FormField:
    """Return a field to choose in: a short list opens, a long one is looked through while typing."""
    label, options = told
    if len(options) > SHORT:
        hint = _("Typ een deel van de code of van de omschrijving en kies uit de lijst.")
        attributes = {"list": f"{name}-keuzen"}
        return FormField(
            name=name, label=label, value=value, error=error, hint=hint, suggestions=options, attributes=attributes
        )
    known = {option for option, _said in options}
    kept = ((value, value),) if value and value not in known else ()
    return FormField(name=name, label=label, value=value, error=error, options=(("", _("niet")), *options, *kept))
