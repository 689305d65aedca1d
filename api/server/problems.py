"""Errors as ``application/problem+json`` (RFC 9457): what and what to do, nothing about what exists."""

import json
from http import HTTPStatus

from pydantic import BaseModel
from starlette.responses import Response

from api.web.speech import _

MEDIA_TYPE = "application/problem+json"
_WORDS = {
    HTTPStatus.BAD_REQUEST: ("Verzoek niet leesbaar", "Controleer het adres."),
    HTTPStatus.UNAUTHORIZED: ("Aanmelden nodig", "Meld u aan, of geef de naam en het wachtwoord van een agenda."),
    HTTPStatus.FORBIDDEN: (
        "Dat mag niet",
        "Het hoort niet bij uw rol, of werd van een andere pagina gevraagd. Hebt u het nodig, vraag uw leidinggevende.",
    ),
    HTTPStatus.TOO_MANY_REQUESTS: ("Te vaak verkeerd", "Wacht even en probeer het dan opnieuw."),
    HTTPStatus.NOT_FOUND: (
        "Niet gevonden",
        "Het is er niet, of niet voor u. Begin bij de voorpagina en volg de verwijzingen, of vraag het de planning.",
    ),
    HTTPStatus.GONE: ("Niet meer geldig", "Vraag de planning om een nieuwe verwijzing."),
    HTTPStatus.METHOD_NOT_ALLOWED: ("Werkwijze niet toegestaan", "Gebruik wat de beschrijving van deze weg noemt."),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: ("Verzoek te groot", "Stuur minder mee, of in delen."),
    HTTPStatus.REQUEST_URI_TOO_LONG: ("Adres te lang", "Volg de verwijzingen vanaf de voorpagina."),
    HTTPStatus.MISDIRECTED_REQUEST: (
        "Onbekende naam van deze server",
        "Open http://127.0.0.1 met de poort die bij het starten is genoemd.",
    ),
    HTTPStatus.UPGRADE_REQUIRED: ("Alleen versleuteld", "Gebruik het adres dat met https begint."),
    HTTPStatus.INTERNAL_SERVER_ERROR: ("Er ging iets mis", "Probeer het opnieuw en meld het nummer als het blijft."),
    HTTPStatus.SERVICE_UNAVAILABLE: ("De gegevens zijn even niet bereikbaar", "Probeer het over een minuut opnieuw."),
}

_HEADERS = {
    HTTPStatus.METHOD_NOT_ALLOWED: {"Allow": "GET, HEAD"},
    HTTPStatus.UPGRADE_REQUIRED: {"Upgrade": "TLS/1.2, HTTP/1.1", "Connection": "Upgrade"},
    HTTPStatus.SERVICE_UNAVAILABLE: {"Retry-After": "60"},
}


class Problem(BaseModel):
    """An error by RFC 9457."""

    type: str
    title: str
    status: int
    detail: str
    reference: str | None = None


def problem(status: int, *, title: str = "", detail: str = "", reference: str = "") -> Response:
    """Return the answer for an error, in general words unless better ones are given; ``reference`` is in the log."""
    known = HTTPStatus(status)
    general = words_of(known)
    body = {"type": "about:blank", "title": title or _(general[0]), "status": status}
    body["detail"] = detail or _(general[1])
    if reference:
        body["reference"] = reference
    headers = _HEADERS.get(known)
    return Response(json.dumps(body, ensure_ascii=False), status, headers, MEDIA_TYPE)


def words_of(status: HTTPStatus) -> tuple[str, str]:
    """Return what an error is called and what to do, in Dutch; translated where shown."""
    return _WORDS.get(status, (status.phrase, ""))
