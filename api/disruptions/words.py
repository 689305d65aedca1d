"""How disruptions are told on the screen: kinds, reasons, fields, states.

Not allowed here: who sees what, and sentences of rules.
"""

from collections.abc import Mapping

from api.web.speech import _
from planner.domain.disruption import DisruptionKind
from planner.domain.disruption_life import DisruptionState
from planner.domain.sheet_facts import HandOverCheck

_K = DisruptionKind
KINDS: Mapping[DisruptionKind, tuple[str, str]] = {
    _K.FLIGHT_CANCELLED: ("Vlucht vervalt", "De vlucht gaat niet; boekingen erop vervallen mee."),
    _K.FLIGHT_RETIMED: ("Vlucht op een andere tijd", "De vlucht vertrekt vroeger of later."),
    _K.OFFICER_ABSENT: ("Regievoerder afwezig", "Van en tot wanneer een regievoerder er niet is."),
    _K.ESCORT_ABSENT: ("Escort afwezig", "Een escortteam of begeleider is er niet."),
    _K.SESSION_MOVED: (
        "Zitting verplaatst of vervallen",
        "De vertegenwoordiging houdt zitting op een andere tijd, of niet.",
    ),
    _K.VEHICLE_DOWN: ("Voertuig uitgevallen", "Het voertuig kan niet worden gebruikt."),
    _K.PERSON_GONE: ("Persoon niet beschikbaar", "De persoon is er vanaf een moment niet."),
    _K.NEW_APPLICATION: ("Nieuwe aanvraag", "Zolang de aanvraag loopt, mag vertrek niet."),
    _K.DOCUMENT_CHANGED: ("Reisdocument", "Verstrekt, geweigerd, of later dan toegezegd."),
    _K.ROOM_CLOSED: ("Spreekkamer gesloten", "Op een locatie zijn een tijd minder spreekkamers."),
    _K.TRANSPORT_DELAYED: ("Rit later", "De rit begint zoveel minuten later."),
    _K.HAND_OVER_INCOMPLETE: ("Overdracht onvolledig", "Iets van de overdracht ontbreekt nog."),
}
"""Title and one sentence; Dutch, translated where shown."""
GROUPS: tuple[tuple[str, tuple[DisruptionKind, ...]], ...] = (
    ("Vlucht en vervoer", (_K.FLIGHT_CANCELLED, _K.FLIGHT_RETIMED, _K.VEHICLE_DOWN, _K.TRANSPORT_DELAYED)),
    ("Mensen", (_K.OFFICER_ABSENT, _K.ESCORT_ABSENT, _K.PERSON_GONE)),
    ("Zaak", (_K.NEW_APPLICATION, _K.DOCUMENT_CHANGED, _K.HAND_OVER_INCOMPLETE)),
    ("Plaats en zitting", (_K.SESSION_MOVED, _K.ROOM_CLOSED)),
)
CODES: Mapping[str, str] = {
    "maatschappij": "maatschappij",
    "weer": "weer",
    "staking": "staking",
    "luchthaven": "luchthaven",
    "anders": "anders",
    "uitgevallen": "uitgevallen",
    "verlof": "verlof",
    "geen-capaciteit": "geen capaciteit",
    "vertegenwoordiging": "vertegenwoordiging",
    "feestdag": "feestdag",
    "pech": "pech",
    "schade": "schade",
    "geen-bemanning": "geen bemanning",
    "verdwenen": "verdwenen",
    "niet-beschikbaar": "niet beschikbaar",
    "asielaanvraag": "asielaanvraag",
    "andere-aanvraag": "andere aanvraag",
    "verstrekt": "verstrekt",
    "geweigerd": "geweigerd",
    "te-laat": "later dan toegezegd",
    "onderhoud": "onderhoud",
    "bezet": "bezet",
    "veiligheid": "veiligheid",
    "file": "file",
    "vorige-rit": "vorige rit",
    HandOverCheck.IDENTITY: "identiteit",
    HandOverCheck.DOCUMENT: "reisdocument",
    HandOverCheck.FIT_TO_FLY: "fit-to-fly",
    HandOverCheck.IND: "toets IND",
    HandOverCheck.MEDICAL: "medische overdracht",
    HandOverCheck.BAGGAGE: "bagage",
    HandOverCheck.CARE: "eten en drinken",
    HandOverCheck.EXPLAINED: "uitleg",
}
FIELDS: Mapping[str, tuple[str, str]] = {
    "vlucht": ("Vlucht", ""),
    "vertrekt": ("Nieuwe vertrektijd", "Nederlandse tijd."),
    "komt_aan": ("Nieuwe aankomst", "Nederlandse tijd. Leeg: de vlucht duurt even lang."),
    "regievoerder": ("Regievoerder", ""),
    "escort": ("Escortteam", ""),
    "zitting": ("Zitting", ""),
    "voertuig": ("Voertuig", ""),
    "zaaknummer": ("Zaaknummer", ""),
    "reisdocument": ("Soort document", "Leeg: laissez-passer."),
    "locatie": ("Locatie", ""),
    "aantal": ("Hoeveel kamers", "Leeg: alle kamers."),
    "kenmerk": ("Rit of vertrek", ""),
    "minuten": ("Minuten later", "1 tot 1440."),
    "onderdeel": ("Wat ontbreekt", ""),
    "van": ("Van", "Nederlandse tijd."),
    "tot": ("Tot", "Nederlandse tijd. Leeg: nog niet bekend."),
}
"""Label and hint by the name of the column."""
OTHERWISE: Mapping[tuple[DisruptionKind, str], tuple[str, str]] = {
    (_K.OFFICER_ABSENT, "tot"): ("Tot", "Nederlandse tijd."),
    (_K.ESCORT_ABSENT, "tot"): ("Tot", "Nederlandse tijd."),
    (_K.ROOM_CLOSED, "tot"): ("Tot", "Nederlandse tijd."),
    (_K.SESSION_MOVED, "van"): ("Nieuw begin", "Nederlandse tijd. Leeg: de zitting gaat niet door."),
    (_K.SESSION_MOVED, "tot"): ("Nieuw einde", "Leeg: zij duurt even lang."),
    (_K.DOCUMENT_CHANGED, "van"): ("Geldig of verwacht vanaf", "Leeg bij een weigering."),
    (_K.DOCUMENT_CHANGED, "tot"): ("Geldig tot", "Leeg: nog niet bekend."),
    (_K.HAND_OVER_INCOMPLETE, "tot"): ("Er is het tegen", "Leeg: nog niet bekend."),
}
"""Where a column means something else for a kind."""
STATES: Mapping[DisruptionState, tuple[str, str]] = {
    DisruptionState.NEW: ("nieuw", "warn"),
    DisruptionState.REPAIRED: ("hersteld", "ok"),
    DisruptionState.ACCEPTED: ("aanvaard", "info"),
    DisruptionState.WITHDRAWN: ("ingetrokken", ""),
}
"""Word and the look of its label."""


def title_of(kind: DisruptionKind) -> str:
    """Return what a kind is called."""
    return _(KINDS[kind][0])


def code_words(code: str) -> str:
    """Return a coded reason in words."""
    return _(CODES[code]) if code in CODES else code


def field_words(kind: DisruptionKind, name: str) -> tuple[str, str]:
    """Return the label and the hint of a field."""
    label, hint = OTHERWISE.get((kind, name), FIELDS[name])
    return _(label), _(hint) if hint else ""


def state_words(state: DisruptionState) -> tuple[str, str]:
    """Return the word of a state and its look."""
    said, look = STATES[state]
    return _(said), look
