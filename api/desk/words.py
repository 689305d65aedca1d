"""How kinds, grades, rows and causes are shown on the desk: a letter and a colour each, and a word.

Not allowed here: sentences (``texts``) and rules.
"""

from collections.abc import Mapping

from api.web.speech import _

KINDS: Mapping[str, Mapping[str, str]] = {
    "gesprek": {"letter": "G", "name": "Gesprek", "css": "g"},
    "presentatie": {"letter": "P", "name": "Presentatie", "css": "p"},
    "vertrek": {"letter": "V", "name": "Vertrek", "css": "v"},
    "vervoer": {"letter": "W", "name": "Vervoer", "css": "w"},
    "overleg": {"letter": "O", "name": "Overleg", "css": "o"},
}
GRADES: Mapping[str, Mapping[str, str]] = {
    "tijd": {"letter": "T", "name": "tijd"},
    "dag": {"letter": "D", "name": "dag"},
    "persoon": {"letter": "P", "name": "persoon"},
    "alles": {"letter": "A", "name": "alles"},
}
GRIDS: Mapping[str, int] = {"gesprek": 15, "presentatie": 15, "vertrek": 5, "vervoer": 5, "overleg": 15}
"""Minutes by which an item moves."""
ROWS: Mapping[str, str] = {
    "regievoerder": "Regievoerder",
    "zitting": "Zitting",
    "voertuig": "Voertuig",
    "vlucht": "Vlucht",
    "escort": "Escort",
    "kamer": "Kamer",
    "tolk": "Tolk",
}
FROZEN: Mapping[str, str] = {
    "regievoerder": "frozen-conversation",
    "kamer": "frozen-conversation",
    "zitting": "frozen-presentation",
    "voertuig": "frozen-move",
    "escort": "frozen-departure",
    "vlucht": "frozen-departure",
}
"""The norm that says how long before its start what stands on a row is frozen."""
CANCEL_CODES: Mapping[str, str] = {
    "persoon-niet-beschikbaar": "persoon niet beschikbaar",
    "regievoerder-niet-beschikbaar": "regievoerder niet beschikbaar",
    "tolk-niet-beschikbaar": "tolk niet beschikbaar",
    "locatie-niet-beschikbaar": "locatie niet beschikbaar",
    "middel-niet-beschikbaar": "middel niet beschikbaar",
    "partner-zegt-af": "partner zegt af",
    "niet-meer-nodig": "niet meer nodig",
    "anders": "anders",
}
CAUSES: Mapping[str, str] = {
    "feit": "een feit verbiedt het",
    "geen-mogelijkheid": "geen mogelijkheid binnen de eigen regels",
    "capaciteit": "alles wat past is bezet",
    "later": "mag later",
    "hangt-af": "hangt af van iets dat niet is gepland",
    "tijd": "de berekening stopte eerder",
}
CHANGES: Mapping[str, str] = {
    "nieuw": "nieuw",
    "verplaatst": "verplaatst",
    "gewijzigd": "gewijzigd",
    "vervallen": "vervallen",
}
DEEDS: Mapping[str, str] = {
    "verplaats": "verplaatst",
    "ruil": "geruild",
    "herschik": "herschikt",
    "herstel": "hersteld na een verstoring",
    "wijs-toe": "toegewezen",
    "annuleer": "geannuleerd",
    "voeg-toe": "toegevoegd",
    "zet-vast": "vastgezet",
    "maak-los": "losgemaakt",
    "ongedaan": "ongedaan gemaakt",
    "opnieuw": "opnieuw gedaan",
    "berekening": "berekend",
}
"""What somebody did to a draft."""
REPORTS: Mapping[str, str] = {
    "begonnen": "begonnen",
    "vertraagd": "vertraagd",
    "gereed": "gereed",
    "geannuleerd": "geannuleerd",
}
"""How partners say that something stands."""
ONLY: Mapping[str, str] = {
    "conflicts": "Conflicten",
    "changed": "Gewijzigd",
    "pinned": "Vastgezet",
    "over": "Boven 100 %",
}
"""What may be shown alone."""


def translated(words: Mapping[str, str]) -> dict[str, str]:
    """Return words in the language spoken now."""
    return {name: _(text) for name, text in words.items()}


def named(signs: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """Return signs with their names in the language spoken now."""
    return {sign: {**shown, **translated({"name": shown["name"]})} for sign, shown in signs.items()}
