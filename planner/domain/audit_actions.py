"""The catalogue of what the audit log knows: per action what kind of thing it is done to, and how it is said.

The log of the product says of each event in words what it was about; those may hold values and flights, which may not
stand beside a case in the audit log. So only what is listed here is taken over, and of an action that is not listed
nothing but the cases. Not allowed here: writing lines.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from planner.domain.absences import ProposalState
from planner.domain.audit import DROPPED
from planner.domain.wording import Text


class Told(StrEnum):
    """How much of what the product's own log says is taken over as the object."""

    NOTHING = "niets"
    WHOLE = "alles"
    BEFORE_COLON = "voor de dubbele punt"
    BEFORE_COMMA = "voor de komma"
    FIRST_WORD = "eerste woord"


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One action: the kind of its object, what is told of it, and how it is said."""

    kind: str
    told: Told
    words: Text


def _action(kind: str, told: Told, nl: str, en: str) -> Action:
    return Action(kind=kind, told=told, words=Text(nl, en))


ACTIONS: Mapping[str, Action] = {
    **{
        f"absence {state}": _action("afwezigheid", Told.BEFORE_COMMA, nl, en)
        for state, nl, en in (
            (ProposalState.PROPOSED.value, "Afwezigheid voorgesteld", "Absence proposed"),
            (ProposalState.ACCEPTED.value, "Afwezigheid overgenomen", "Absence accepted"),
            (ProposalState.DECLINED.value, "Afwezigheid afgewezen", "Absence declined"),
            ("withdrawn", "Afwezigheid ingetrokken", "Absence withdrawn"),
        )
    },
    "access": _action("toegang", Told.WHOLE, "Agendatoegang gegeven", "Calendar access given"),
    "access renewed": _action("toegang", Told.WHOLE, "Agendatoegang vernieuwd", "Calendar access renewed"),
    "access revoked": _action("toegang", Told.WHOLE, "Agendatoegang beëindigd", "Calendar access ended"),
    "account changed": _action("account", Told.WHOLE, "Account gewijzigd", "Account changed"),
    "account created": _action("account", Told.WHOLE, "Account gemaakt", "Account created"),
    "account disabled": _action("account", Told.WHOLE, "Account geblokkeerd", "Account disabled"),
    "account enabled": _action("account", Told.WHOLE, "Account vrijgegeven", "Account enabled"),
    "account link": _action("account", Told.WHOLE, "Link voor wachtwoord gemaakt", "Password link made"),
    "accounts exported": _action("account", Told.NOTHING, "Accounts en rechten uitgevoerd", "Accounts exported"),
    "agenda link": _action("toegang", Told.WHOLE, "Link naar agenda gemaakt", "Calendar link made"),
    "answer": _action("aanvraag", Told.NOTHING, "Aanvraag beantwoord", "Request answered"),
    DROPPED: _action("logboek", Told.WHOLE, "Regels na hun bewaartermijn verwijderd", "Lines past their term removed"),
    "audit read": _action("logboek", Told.NOTHING, "Logboek gelezen", "Audit log read"),
    "booking": _action("boeking", Told.NOTHING, "Boeking gewijzigd", "Booking changed"),
    "calendars renewed": _action("agenda", Told.NOTHING, "Agenda's vernieuwd", "Calendars renewed"),
    "client created": _action("systeem", Told.WHOLE, "Systeem toegelaten", "System admitted"),
    "client disabled": _action("systeem", Told.WHOLE, "Systeem geblokkeerd", "System disabled"),
    "client token": _action("systeem", Told.WHOLE, "Systeem aangemeld", "System signed in"),
    "clock": _action("klok", Told.WHOLE, "Werk gevraagd van de klok", "Asked work of the clock"),
    "clock-failed": _action("klok", Told.WHOLE, "Werk van de klok mislukt", "Work by the clock failed"),
    "closed-days": _action("vrije dagen", Told.WHOLE, "Vrije dagen aangevuld", "Days off extended"),
    "disruption": _action("verstoring", Told.BEFORE_COLON, "Verstoring gemeld", "Disruption reported"),
    "disruption accepted": _action("verstoring", Told.BEFORE_COLON, "Verstoring aanvaard", "Disruption accepted"),
    "disruption repaired": _action("verstoring", Told.BEFORE_COLON, "Verstoring hersteld", "Disruption repaired"),
    "disruption withdrawn": _action("verstoring", Told.BEFORE_COLON, "Verstoring ingetrokken", "Disruption withdrawn"),
    "edit": _action("plan", Told.BEFORE_COMMA, "Plan gewijzigd", "Plan changed"),
    "enter": _action("feit", Told.FIRST_WORD, "Feit vastgelegd", "Fact entered"),
    "exchange": _action("plan", Told.WHOLE, "Plan ingelezen", "Plan read in"),
    "exception": _action("regel", Told.BEFORE_COLON, "Uitzondering vastgelegd", "Exception recorded"),
    "exception-withdrawn": _action("regel", Told.BEFORE_COLON, "Uitzondering ingetrokken", "Exception withdrawn"),
    "import": _action("levering", Told.BEFORE_COLON, "Bestand ingelezen", "File read in"),
    "message seen": _action("bericht", Told.WHOLE, "Bericht gezien", "Message seen"),
    "capacity stated": _action("middel", Told.BEFORE_COMMA, "Capaciteit opgegeven", "Capacity stated"),
    "crew named": _action("opdracht", Told.NOTHING, "Bemanning opgegeven", "Crew named"),
    "hand-over item": _action("opdracht", Told.NOTHING, "Overdracht afgevinkt", "Hand-over ticked off"),
    "invitation received": _action("brief", Told.NOTHING, "Brief ontvangen", "Letter received"),
    "invitation sent": _action("brief", Told.NOTHING, "Brief verstuurd", "Letter sent"),
    "operation status": _action("opdracht", Told.NOTHING, "Status gemeld", "Status reported"),
    "question answered": _action("zaak", Told.NOTHING, "Vraag beantwoord", "Question answered"),
    "outcome": _action("uitkomst", Told.NOTHING, "Uitkomst vastgelegd", "Outcome recorded"),
    "partner link": _action("aanvraag", Told.NOTHING, "Link naar partner gemaakt", "Partner link made"),
    "partner request follows": _action("aanvraag", Told.NOTHING, "Aanvraag volgt plan", "Request follows plan"),
    "password set": _action("account", Told.WHOLE, "Wachtwoord gekozen", "Password set"),
    "phase": _action("zaak", Told.NOTHING, "Fase gewijzigd", "Phase changed"),
    "place": _action("plaats", Told.BEFORE_COLON, "Plaats gewijzigd", "Place changed"),
    "protocol": _action("protocol", Told.WHOLE, "Protocol vastgelegd", "Protocol recorded"),
    "decide proposal": _action("publicatie", Told.BEFORE_COLON, "Over voorstel beslist", "Proposal decided"),
    "propose release": _action("publicatie", Told.BEFORE_COMMA, "Publicatie voorgesteld", "Release proposed"),
    "turn back": _action("publicatie", Told.BEFORE_COMMA, "Teruggedraaid", "Turned back"),
    "publish": _action("publicatie", Told.BEFORE_COMMA, "Gepubliceerd", "Published"),
    "read": _action("zaak", Told.NOTHING, "Zaakgegevens gelezen", "Case data read"),
    "refused": _action("pagina", Told.WHOLE, "Geen recht", "No right"),
    "session ended": _action("sessie", Told.WHOLE, "Sessie beëindigd", "Session ended"),
    "setting": _action("norm", Told.BEFORE_COLON, "Norm gewijzigd", "Norm changed"),
    "sign-in": _action("account", Told.WHOLE, "Aangemeld", "Signed in"),
    "sign-out": _action("account", Told.WHOLE, "Afgemeld", "Signed out"),
    "solve": _action("plan", Told.WHOLE, "Berekend", "Solved"),
    "standby": _action("vlucht", Told.NOTHING, "Terugval goedgekeurd", "Fallback approved"),
    "step done": _action("stap", Told.NOTHING, "Stap afgerond", "Step done"),
    "step-up": _action("account", Told.WHOLE, "Opnieuw aangemeld", "Signed in anew"),
    "task done": _action("taak", Told.NOTHING, "Taak afgerond", "Task done"),
    "travel": _action("reistijden", Told.NOTHING, "Reistijden vernieuwd", "Travel times renewed"),
}

KINDS: Mapping[str, Text] = {
    one.nl: one
    for one in (
        Text("aanvraag", "request"),
        Text("account", "account"),
        Text("afwezigheid", "absence"),
        Text("agenda", "calendar"),
        Text("bericht", "message"),
        Text("boeking", "booking"),
        Text("brief", "letter"),
        Text("feit", "fact"),
        Text("klok", "clock"),
        Text("levering", "delivery"),
        Text("logboek", "audit log"),
        Text("middel", "means"),
        Text("norm", "norm"),
        Text("opdracht", "operation"),
        Text("pagina", "page"),
        Text("plaats", "place"),
        Text("plan", "plan"),
        Text("protocol", "protocol"),
        Text("publicatie", "publication"),
        Text("regel", "rule"),
        Text("reistijden", "travel times"),
        Text("sessie", "session"),
        Text("stap", "step"),
        Text("systeem", "system"),
        Text("taak", "task"),
        Text("toegang", "access"),
        Text("uitkomst", "outcome"),
        Text("verstoring", "disruption"),
        Text("vlucht", "flight"),
        Text("vrije dagen", "days off"),
        Text("zaak", "case"),
    )
}
"""How the kinds of objects are said; the log keeps the Dutch word."""


def object_in(action: str, subject: str) -> str:
    """Return what may stand in the audit log of what the product's own log says a thing is about."""
    match ACTIONS[action].told if action in ACTIONS else Told.NOTHING:
        case Told.NOTHING:
            return ""
        case Told.WHOLE:
            return subject
        case Told.BEFORE_COLON:
            return subject.partition(":")[0]
        case Told.BEFORE_COMMA:
            return subject.partition(",")[0]
        case Told.FIRST_WORD:
            return subject.partition(" ")[0]


def kind_of(action: str) -> str:
    """Return what kind of thing an action is done to, empty when that is not known."""
    return ACTIONS[action].kind if action in ACTIONS else ""
