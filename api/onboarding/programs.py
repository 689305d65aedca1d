"""What to do in each program, what it then shows, and how late it is.

Delays are those that makers state or that people measured; the server cannot shorten them.
Not allowed here: HTTP and HTML.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from api.onboarding.places import Places
from planner.domain.wording import Text

_FULL = Text(
    nl="Alles: soort, zaakcode, gebouw. Vervallen afspraken staan er als VERVALLEN.",
    en="Everything: kind, case code, building. Cancelled appointments stand there as VERVALLEN.",
)
_FULL_AND_AWAY = Text(
    nl="Alles: soort, zaakcode, gebouw. Ook de agenda Afwezig, waarin u afwezigheid opgeeft.",
    en="Everything: kind, case code, building. The calendar Afwezig too, in which you enter absences.",
)
_BUSY_ONLY = Text(nl="Alleen dat u bezet bent en wanneer.", en="Only that you are busy, and when.")
_NOTHING = Text(nl="Niets.", en="Nothing.")
_NEVER = Text(nl="Niet van toepassing", en="Not applicable")
_GIVE = Text(nl="Maak hier toegang voor '{label}'.", en="Make access for '{label}' here.")
_OUTLOOK = (
    Text(
        nl="Kies in Outlook: Bestand, Accountinstellingen, tabblad Internetagenda's, Nieuw.",
        en="In Outlook choose File, Account settings, the tab Internet calendars, New.",
    ),
    Text(nl="Vul dit adres in: {feed}", en="Enter this address: {feed}"),
    Text(
        nl="Vul als gebruikersnaam de toegang in die met een t begint, en het wachtwoord erbij.",
        en="As user name enter the access that begins with a t, with its password.",
    ),
)
_IPHONE = (
    Text(nl="Haal op het apparaat zelf het profiel op.", en="On the device itself get the profile."),
    Text(
        nl="Open Instellingen, Profiel gedownload, en installeer het.",
        en="Open Settings, Profile downloaded, and install it.",
    ),
    Text(
        nl="Geef als gebruikersnaam {owner} en het wachtwoord van de toegang. Het profiel zelf bevat er geen.",
        en="Give {owner} as user name and the password of the access. The profile itself holds none.",
    ),
)
_ANDROID = (
    Text(
        nl="Scan de code, of kies in DAVx⁵ Inloggen met URL en vul in: {dav}",
        en="Scan the code, or choose Log in with URL in DAVx⁵ and enter: {dav}",
    ),
    Text(
        nl="Geef als gebruikersnaam {owner} en het wachtwoord van de toegang. De code bevat er geen.",
        en="Give {owner} as user name and the password of the access. The code holds none.",
    ),
    Text(nl="Zet de agenda's Rooster en Afwezig aan.", en="Switch the calendars Rooster and Afwezig on."),
)
_THUNDERBIRD = (
    Text(nl="Kies Agenda, Nieuwe agenda, Op het netwerk.", en="Choose Calendar, New calendar, On the network."),
    Text(nl="Gebruikersnaam {owner}, locatie {dav}", en="User name {owner}, location {dav}"),
    Text(
        nl="Geef het wachtwoord van de toegang en kies beide agenda's.",
        en="Give the password of the access and choose both calendars.",
    ),
)
_CLOSED = (
    Text(
        nl="Dit kan hier niet: de maker van dit programma haalt de agenda zelf op en kan geen wachtwoord sturen.",
        en="Not possible here: the maker of this program fetches the calendar itself and cannot send a password.",
    ),
    Text(nl="Gebruik een van de programma's hierboven.", en="Use one of the programs above."),
)
_ADDRESS = (
    Text(
        nl="Maak hier een geheim adres. Wie het adres kent, ziet wanneer u bezet bent: geef het aan niemand.",
        en="Make a secret address here. Who knows it sees when you are busy: give it to nobody.",
    ),
    Text(
        nl="Kies in het programma: {where}, en plak het adres.",
        en="In the program choose {where}, and paste the address.",
    ),
    Text(
        nl="De maker van het programma bewaart een kopie, buiten de organisatie.",
        en="The maker of the program keeps a copy, outside the organisation.",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramHelp:
    """How one program is connected."""

    name: str
    shows: str
    delay: str
    steps: tuple[str, ...]
    code: str = ""
    """Address for a QR code; empty: none."""
    profile: bool = False
    """Whether there is a profile to download."""


def programs(places: Places, *, caldav: bool, addresses: bool) -> tuple[ProgramHelp, ...]:
    """Return every program in the order most people need them; ``caldav`` and ``addresses``: what is on here."""
    with_dav = tuple(_with_dav(places)) if caldav else ()
    return (_classic_outlook(places), *with_dav, *_from_the_cloud(addresses=addresses))


def _classic_outlook(places: Places) -> ProgramHelp:
    return ProgramHelp(
        name=_say(nl="Outlook (klassiek, op Windows)", en="Outlook (classic, on Windows)"),
        shows=str(_FULL),
        delay=_say(
            nl="1 tot 3 uur; met F9 (alles verzenden en ontvangen) meteen",
            en="1 to 3 hours; with F9 (send and receive everything) at once",
        ),
        steps=_steps("Outlook", _OUTLOOK, places),
    )


def _with_dav(places: Places) -> Iterator[ProgramHelp]:
    yield ProgramHelp(
        name=_say(nl="iPhone, iPad en Mac", en="iPhone, iPad and Mac"),
        shows=str(_FULL_AND_AWAY),
        delay=_say(
            nl="15 minuten tot een uur, naar de instelling bij Accounts, Nieuwe gegevens",
            en="15 minutes to an hour, by the setting under Accounts, Fetch new data",
        ),
        steps=_steps("iPhone", _IPHONE, places),
        profile=True,
    )
    yield ProgramHelp(
        name=_say(nl="Android, met DAVx⁵", en="Android, with DAVx⁵"),
        shows=str(_FULL_AND_AWAY),
        delay=_say(
            nl="15 minuten tot 4 uur, naar de instelling in DAVx⁵; trek de lijst omlaag voor meteen",
            en="15 minutes to 4 hours, by the setting in DAVx⁵; pull the list down for at once",
        ),
        steps=_steps("Android", _ANDROID, places),
        code=places.for_android,
    )
    yield ProgramHelp(
        name="Thunderbird",
        shows=str(_FULL_AND_AWAY),
        delay=_say(
            nl="30 minuten, of wat u bij de agenda instelt (vanaf 1 minuut)",
            en="30 minutes, or what you set for the calendar (from 1 minute)",
        ),
        steps=_steps("Thunderbird", _THUNDERBIRD, places),
    )


def _from_the_cloud(*, addresses: bool) -> Iterator[ProgramHelp]:
    """Give the programs whose makers fetch a calendar themselves, without a password."""
    new_outlook = _say(nl="Outlook (nieuw, op het web en mobiel)", en="Outlook (new, on the web and mobile)")
    subscribe = _say(nl="Agenda toevoegen, Abonneren via internet", en="Add calendar, Subscribe from web")
    by_url = _say(nl="Andere agenda's, Toevoegen via URL", en="Other calendars, From URL")
    for name, hours, where in ((new_outlook, 3, subscribe), ("Google Agenda", 4, by_url)):
        delay = _say(nl="{hours} tot 24 uur", en="{hours} to 24 hours", hours=hours)
        yield ProgramHelp(
            name=name,
            shows=str(_BUSY_ONLY if addresses else _NOTHING),
            delay=delay if addresses else str(_NEVER),
            steps=tuple(text.say(where=where) if "{" in text.nl else str(text) for text in _ADDRESS)
            if addresses
            else tuple(map(str, _CLOSED)),
        )


def _steps(label: str, steps: tuple[Text, ...], places: Places) -> tuple[str, ...]:
    values = {"feed": places.feed, "dav": places.dav, "owner": places.owner}
    filled = (text.say(**{name: values[name] for name in values if f"{{{name}}}" in text.nl}) for text in steps)
    return _GIVE.say(label=label), *filled


def _say(*, nl: str, en: str, **values: object) -> str:
    return Text(nl=nl, en=en).say(**values)
