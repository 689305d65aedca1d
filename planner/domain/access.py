"""Who may do and see what: one table for all roles.

Not allowed here: accounts, sessions, and looking anything up. A route names the permission it asks; a page asks the
table which fields it may show. What stands nowhere in the table is not allowed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from planner.domain.wording import Language


class Role(StrEnum):
    """What an account is for; every account has exactly one."""

    PLANNER = "planner"
    SUPERVISOR = "leidinggevende"
    REGIEVOERDER = "regievoerder"
    KMAR = "kmar"
    DJI = "dji"
    SITE = "locatie"
    MISSION_DESK = "lp"
    AVIM = "avim"
    IND = "ind"
    IOM = "iom"
    REFUGEE_COUNCIL = "vluchtelingenwerk"
    MUNICIPALITY = "gemeente"
    GUARDIAN = "nidos"
    LAWYER = "advocaat"
    INSPECTORATE = "inspectie"
    AUDITOR = "auditor"
    ADMINISTRATOR = "beheerder"


class Permission(StrEnum):
    """What a route may ask of who comes in."""

    PUBLIC = "openbaar"
    """Anybody, signed in or not; nothing of a case."""
    CREDENTIAL = "eigen-sleutel"
    """A secret of its own in the request, looked at by the route: calendar feeds, links in letters."""
    SIGNED_IN = "aangemeld"
    SEE_DESK = "bureau"
    EDIT_PLAN = "plan-wijzigen"
    SOLVE = "berekenen"
    SUPPOSE = "wat-als"
    """Split what-ifs off, solve and compare them; taking parts over into the draft asks EDIT_PLAN too."""
    PROPOSE_RELEASE = "publicatie-voorstellen"
    PUBLISH = "publiceren"
    SEE_RELEASES = "publicaties"
    SEE_CASES = "zaken"
    ENTER_FACTS = "feiten-invoeren"
    IMPORT_FACTS = "bestanden-inlezen"
    RECORD_OUTCOMES = "uitkomsten"
    PLAN_OWN = "eigen-gesprekken"
    PROPOSE_ABSENCE = "eigen-afwezigheid"
    ANSWER_REQUESTS = "aanvragen-beantwoorden"
    ANSWER_QUESTIONS = "vragen-beantwoorden"
    """What DT&V asks about a case: the stand of a procedure, the last check before a departure."""
    STATE_CAPACITY = "capaciteit-opgeven"
    SEE_OPERATIONS = "uitvoering"
    REPORT_STATUS = "status-melden"
    REPORT_DISRUPTION = "verstoring-melden"
    """What happened after a plan was made, of the kinds that the role hears of first."""
    SEE_SITE = "locatiedag"
    SEE_SESSIONS = "zittingen"
    SEE_SETTINGS = "normen-inzien"
    CHANGE_SETTINGS = "normen-wijzigen"
    OVERRIDE_RULES = "uitzonderingen"
    SEE_REPORTS = "rapporten"
    MANAGE_ACCOUNTS = "accounts"
    READ_AUDIT = "logboek"
    SEE_CLOCK = "klok-inzien"
    RUN_CLOCK = "klok-vragen"


class Field(StrEnum):
    """A kind of information about a case or an appointment that not everybody may see."""

    CASE_CODE = "zaakcode"
    TIMES = "tijden"
    PLACE = "plaats"
    """The building; without it no more than the town."""
    COUNTRY = "land"
    """Destination, nationality, and all that gives it away: the name of a mission, a language, a flight number."""
    HISTORY = "dossier"
    """Casework: phases, vertrekplan, contacts, conversations held."""
    DOCUMENTS = "documenten"
    LEGAL = "juridisch"
    """Legal facts: procedures, what blocks a departure."""
    MEDICAL_NEED = "medische-begeleiding"
    """That medical escort is needed, never why."""
    RISK = "risico"
    DETENTION = "bewaring"
    """That and where somebody is detained, and behaviour there."""
    ESCORT = "escorte"
    ESCORT_NAMES = "escorteleden"
    """Service numbers of the officers who travel along."""
    TRANSPORT = "vervoer"
    """Rides: vehicle, needs, restraint advice."""
    HOUSEHOLD = "gezin"
    STAFF = "medewerker"
    """Which regievoerder has the case or the appointment."""
    REASONS = "redenen"
    """Why something is or is not planned."""


class Reach(StrEnum):
    """About whose cases and appointments."""

    ALL = "alles"
    OWN = "eigen"
    """Cases of the regievoerder, those of a colleague while substitute."""
    OPERATIONS = "uitvoering"
    """What the organisation carries out: escorted departures for KMar, rides for DV&O."""
    SITE = "locatie"
    CLIENTS = "cliënten"
    """Cases that an agreement or consent on record ties to the organisation."""
    NONE = "geen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """What one role may do and see."""

    permissions: frozenset[Permission]
    fields: frozenset[Field] = frozenset()
    reach: Reach = Reach.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Who asks. ``code`` says whose own things are meant: a service number, a site, an organisation; may be empty."""

    account: str
    role: Role
    code: str = ""
    language: Language = Language.DUTCH

    @property
    def grant(self) -> Grant:
        """Return what the role may do and see."""
        return GRANTS[self.role]

    def may(self, permission: Permission) -> bool:
        """Return whether the role has a permission."""
        return permission in _EVERYBODY or permission in self.grant.permissions

    def sees(self, field: Field) -> bool:
        """Return whether the role may see a kind of information, of those within its reach."""
        return field in self.grant.fields


_EVERYBODY = frozenset({Permission.PUBLIC, Permission.CREDENTIAL, Permission.SIGNED_IN})
_P, _F = Permission, Field
_PLANNING = frozenset(
    {
        _P.SEE_DESK,
        _P.EDIT_PLAN,
        _P.SOLVE,
        _P.SUPPOSE,
        _P.PROPOSE_RELEASE,
        _P.SEE_RELEASES,
        _P.SEE_CASES,
        _P.ENTER_FACTS,
        _P.IMPORT_FACTS,
        _P.RECORD_OUTCOMES,
        _P.ANSWER_REQUESTS,
        _P.STATE_CAPACITY,
        _P.SEE_OPERATIONS,
        _P.REPORT_DISRUPTION,
        _P.REPORT_STATUS,
        _P.SEE_SITE,
        _P.SEE_SESSIONS,
        _P.SEE_SETTINGS,
        _P.SEE_REPORTS,
        _P.SEE_CLOCK,
        _P.RUN_CLOCK,
    }
)
_PARTNER = frozenset(
    {
        _P.SEE_RELEASES,
        _P.ANSWER_REQUESTS,
        _P.STATE_CAPACITY,
        _P.SEE_OPERATIONS,
        _P.REPORT_STATUS,
        _P.REPORT_DISRUPTION,
    }
)
_CLIENT = Grant(
    permissions=frozenset({_P.SEE_OPERATIONS}),
    fields=frozenset({_F.CASE_CODE, _F.TIMES, _F.PLACE}),
    reach=Reach.CLIENTS,
)
GRANTS: Mapping[Role, Grant] = {
    Role.PLANNER: Grant(permissions=_PLANNING, fields=frozenset(_F), reach=Reach.ALL),
    Role.SUPERVISOR: Grant(
        permissions=_PLANNING | {_P.PUBLISH, _P.CHANGE_SETTINGS, _P.OVERRIDE_RULES},
        fields=frozenset(_F),
        reach=Reach.ALL,
    ),
    Role.REGIEVOERDER: Grant(
        permissions=frozenset(
            {
                _P.SEE_RELEASES,
                _P.SEE_CASES,
                _P.ENTER_FACTS,
                _P.RECORD_OUTCOMES,
                _P.PLAN_OWN,
                _P.PROPOSE_ABSENCE,
                _P.REPORT_DISRUPTION,
                _P.SEE_SETTINGS,
            }
        ),
        fields=frozenset(_F) - {_F.ESCORT_NAMES},
        reach=Reach.OWN,
    ),
    Role.KMAR: Grant(
        permissions=_PARTNER,
        fields=frozenset(
            {
                _F.CASE_CODE,
                _F.TIMES,
                _F.PLACE,
                _F.COUNTRY,
                _F.MEDICAL_NEED,
                _F.RISK,
                _F.ESCORT,
                _F.ESCORT_NAMES,
                _F.HOUSEHOLD,
            }
        ),
        reach=Reach.OPERATIONS,
    ),
    Role.DJI: Grant(
        permissions=_PARTNER,
        fields=frozenset({_F.CASE_CODE, _F.TIMES, _F.PLACE, _F.TRANSPORT, _F.HOUSEHOLD}),
        reach=Reach.OPERATIONS,
    ),
    Role.SITE: Grant(
        permissions=frozenset({_P.SEE_SITE}),
        fields=frozenset({_F.CASE_CODE, _F.TIMES, _F.PLACE}),
        reach=Reach.SITE,
    ),
    Role.MISSION_DESK: Grant(
        permissions=frozenset({_P.SEE_SESSIONS, _P.REPORT_DISRUPTION, _P.ANSWER_REQUESTS, _P.STATE_CAPACITY}),
        fields=frozenset({_F.CASE_CODE, _F.TIMES, _F.PLACE, _F.COUNTRY, _F.DOCUMENTS, _F.STAFF}),
        reach=Reach.ALL,
    ),
    Role.AVIM: Grant(
        permissions=frozenset({_P.SEE_OPERATIONS}),
        fields=frozenset({_F.CASE_CODE, _F.TIMES, _F.PLACE}),
        reach=Reach.CLIENTS,
    ),
    Role.IND: Grant(
        permissions=frozenset({_P.ANSWER_QUESTIONS}),
        fields=frozenset({_F.CASE_CODE, _F.LEGAL}),
        reach=Reach.CLIENTS,
    ),
    Role.IOM: Grant(
        permissions=frozenset({_P.SEE_OPERATIONS, _P.ANSWER_REQUESTS, _P.ANSWER_QUESTIONS, _P.REPORT_STATUS}),
        fields=frozenset({_F.CASE_CODE, _F.TIMES, _F.PLACE}),
        reach=Reach.CLIENTS,
    ),
    Role.REFUGEE_COUNCIL: _CLIENT,
    Role.MUNICIPALITY: _CLIENT,
    Role.GUARDIAN: _CLIENT,
    Role.LAWYER: _CLIENT,
    Role.INSPECTORATE: Grant(
        permissions=frozenset({_P.SEE_RELEASES}),
        fields=frozenset({_F.TIMES, _F.PLACE, _F.ESCORT}),
        reach=Reach.OPERATIONS,
    ),
    Role.AUDITOR: Grant(permissions=frozenset({_P.READ_AUDIT})),
    Role.ADMINISTRATOR: Grant(
        permissions=frozenset({_P.MANAGE_ACCOUNTS, _P.SEE_SETTINGS, _P.CHANGE_SETTINGS, _P.SEE_CLOCK, _P.RUN_CLOCK})
    ),
}
