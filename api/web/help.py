"""The help page: a short tour for the role, the keys, and the words.

Not allowed here: what the other pages do.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.web.declare import asks, path_of
from api.web.frame import page
from api.web.guard import visitor_of
from planner.domain.access import Permission

PAGE = "/hulp"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """One stop of the tour; Dutch, translated where shown."""

    path: str
    title: str
    text: str
    permission: Permission


TOUR = (
    Stop(
        path="/invoer",
        title="Begin met de gegevens",
        text="Lees een levering in. Elke fout krijgt een regel, een kolom en wat u eraan doet; half gaat er niets in.",
        permission=Permission.IMPORT_FACTS,
    ),
    Stop(
        path="/berekeningen",
        title="Laat een week berekenen",
        text="Kies een week en een zoektijd. U ziet de kosten per niveau met de ondergrens, en kunt altijd stoppen.",
        permission=Permission.SOLVE,
    ),
    Stop(
        path="/bureau",
        title="Bekijk de week op het bureau",
        text="Wie doet wat, waar en wanneer. Onderaan: wat niet is gepland, met de reden en wat één regel scheelt.",
        permission=Permission.SEE_DESK,
    ),
    Stop(
        path="/bureau",
        title="Verplaats iets",
        text="Sleep, druk op M en gebruik de pijltjes, of kies Verplaats. Wat niet mag wordt grijs, met de regel.",
        permission=Permission.EDIT_PLAN,
    ),
    Stop(
        path="/bureau",
        title="Vraag waarom",
        text="Open een afspraak: waarom hier, waarom niet ergens anders, en wat de beste andere plekken kosten.",
        permission=Permission.SEE_DESK,
    ),
    Stop(
        path="/vergelijk",
        title="Vergelijk met wat is gepubliceerd",
        text="Alleen de wijzigingen: van, naar, waarom, en wie het hoort.",
        permission=Permission.SEE_DESK,
    ),
    Stop(
        path="/publiceren",
        title="Publiceer",
        text="De planning stelt voor, een ander publiceert. Agenda's, bladen en kaarten volgen vanzelf.",
        permission=Permission.PROPOSE_RELEASE,
    ),
    Stop(
        path="/mijn-week",
        title="Uw week",
        text="Uw afspraken, wat er veranderde, en wat in uw zaken nodig is. Een uitkomst legt u in twee klikken vast.",
        permission=Permission.PLAN_OWN,
    ),
    Stop(
        path="/zaken",
        title="Uw zaken",
        text="Wat deze week moet, het dossier per zaak, en wat nog klaar moet zijn voor een vertrek.",
        permission=Permission.SEE_CASES,
    ),
    Stop(
        path="/uitvoering",
        title="De uitvoering van vandaag en morgen",
        text="Wat u doet en wanneer, met precies de gegevens die u nodig hebt. Meld vanaf de telefoon hoe het loopt.",
        permission=Permission.SEE_OPERATIONS,
    ),
    Stop(
        path="/vragen",
        title="Vragen aan u",
        text="Wat over een zaak wordt gevraagd: de stand van een procedure, of de laatste toets voor een vertrek.",
        permission=Permission.ANSWER_QUESTIONS,
    ),
    Stop(
        path="/zittingen",
        title="Zittingen van vertegenwoordigingen",
        text="Wie wanneer wordt gepresenteerd, hoeveel plaats er is, en hoe het met de documenten staat.",
        permission=Permission.SEE_SESSIONS,
    ),
    Stop(
        path="/locatie",
        title="Uw locatie",
        text="Wie wordt verwacht en wie wordt opgehaald, per dag.",
        permission=Permission.SEE_SITE,
    ),
    Stop(
        path="/normen",
        title="De regels en hun waarden",
        text="Elke norm met bron en zekerheid. Wie mag wijzigen, ziet eerst wat dat deze week zou veranderen.",
        permission=Permission.SEE_SETTINGS,
    ),
    Stop(
        path="/accounts",
        title="Wie mag wat",
        text="Accounts maken, blokkeren en overzien. Een wachtwoord kiest iemand zelf, met een link die eindigt.",
        permission=Permission.MANAGE_ACCOUNTS,
    ),
    Stop(
        path="/logboek",
        title="Het logboek",
        text="Wie deed wat, en wie las wat en waarvoor. Er gaat niets uit weg.",
        permission=Permission.READ_AUDIT,
    ),
)
KEYS: Mapping[str, str] = {
    "M": "pak de gekozen afspraak op om te verplaatsen",
    "← → ↑ ↓": "naar een andere tijd of rij",
    "Enter": "zet neer, of open",
    "Esc": "zet terug, of sluit",
    "V": "zet vast",
    "?": "waarom",
    "Ctrl Z": "ongedaan maken",
    "Ctrl Y": "opnieuw doen",
}
WORDS: Mapping[str, str] = {
    "aanzegging": "aan de persoon en de advocaat vertellen wanneer het vertrek is",
    "bevroren": "zo dichtbij dat het niet meer vanzelf verschuift",
    "concept": "een plan in wording; alleen de planning ziet het",
    "laissez-passer": "reisdocument in plaats van een paspoort",
    "niveau": "hoe zwaar een regel weegt; niveaus worden nooit opgeteld",
    "ondergrens": "wat geen enkel plan kan verbeteren, met bewijs",
    "presentatie": "een persoon laten zien aan een vertegenwoordiging",
    "publicatie": "een genummerd, bevroren plan dat iedereen ziet",
    "regievoerder": "wie de zaak leidt; elke zaak heeft er één",
    "vertrekplan": "wat de regievoerder per persoon van plan is",
}


def help_page() -> APIRouter:
    """Return the route."""
    router = APIRouter(include_in_schema=False)

    @router.get(PAGE)
    @asks(Permission.SIGNED_IN)
    def show(request: Request) -> Response:
        visitor, there = visitor_of(request), {path_of(route) for route in request.app.routes}
        tour = [stop for stop in TOUR if visitor.may(stop.permission) and stop.path in there]
        keys = KEYS if visitor.may(Permission.SEE_DESK) else {}
        return page(request, "kader/hulp.html", title="Hulp", tour=tour, keys=keys, words=WORDS)

    return router
