"""What the jobs of the clock, their rhythm and their runs are called, for page and command line.

Not allowed here: looking anything up.
"""

from datetime import UTC, datetime

from planner.domain.civil import from_utc
from planner.domain.clockwork import Daily, Every, JobName, Rhythm, Run, RunState
from planner.domain.spelling import stamp
from planner.domain.wording import Text

TITLES = {
    JobName.OUTBOX: Text(nl="Berichten verzenden", en="Send messages"),
    JobName.REMINDERS: Text(nl="Herinneringen", en="Reminders"),
    JobName.TERMS: Text(nl="Termijnen en documenten nakijken", en="Look at terms and documents"),
    JobName.FEEDS: Text(nl="Agenda's doorschuiven", en="Roll calendars on"),
    JobName.TRAVEL: Text(nl="Reistijden vernieuwen", en="Renew travel times"),
    JobName.CLOSED_DAYS: Text(nl="Vrije dagen aanvullen", en="Extend days off"),
    JobName.WEEK_PLAN: Text(nl="Concept van volgende week", en="Draft of next week"),
    JobName.AUDIT: Text(nl="Logboek verzegelen", en="Seal the log"),
    JobName.RETENTION: Text(nl="Bewaartermijnen", en="Retention"),
    JobName.CHECKPOINT: Text(nl="Controlepunt van het logboek", en="Checkpoint of the log"),
    JobName.BACKUP: Text(nl="Reservekopie", en="Back-up"),
    JobName.RESTORE: Text(nl="Reservekopie terugzetten, als proef", en="Put a back-up back, as a rehearsal"),
}
WHAT = {
    JobName.OUTBOX: Text(
        nl="Verzendt wat klaarstaat over publicaties, en probeert opnieuw wat niet aankwam.",
        en="Sends what waits about publications, and tries again what did not arrive.",
    ),
    JobName.REMINDERS: Text(
        nl="Meldt wat binnen twee dagen gereed moet zijn voor een vertrek of presentatie en dat nog niet is.",
        en="Tells what must be complete within two days for a departure or presentation and is not.",
    ),
    JobName.TERMS: Text(
        nl="Meldt wettelijke termijnen die binnen zeven dagen eindigen zonder plan, en documenten die aflopen.",
        en="Tells legal terms that end within seven days without a plan, and documents that end.",
    ),
    JobName.FEEDS: Text(
        nl="Haalt uit agenda's wat lang geleden eindigde.", en="Takes out of calendars what ended long ago."
    ),
    JobName.TRAVEL: Text(
        nl="Rekent reistijden tussen alle locaties opnieuw uit.", en="Works out travel times between all places anew."
    ),
    JobName.CLOSED_DAYS: Text(
        nl="Vult feestdagen aan van jaren waarvoor niets is ingevoerd, zodat termijnen goed blijven tellen.",
        en="Adds public holidays of years for which nothing was entered, so that terms go on counting right.",
    ),
    JobName.WEEK_PLAN: Text(
        nl="Berekent volgende week; een concept waar mensen aan werken neemt het over en houdt wat zij besloten.",
        en="Solves next week; a draft that people work on takes it over and keeps what they decided.",
    ),
    JobName.AUDIT: Text(
        nl="Verzegelt wat na een onderbreking nog open lag, en noemt het nieuwste zegel.",
        en="Seals what lay open after a break, and names the newest seal.",
    ),
    JobName.RETENTION: Text(
        nl="Verwijdert wat over zijn termijn is: oude aanmeldingen, meldingen, berichten, woorden bij verstoringen.",
        en="Removes what is past its term: old sessions, notices, messages, notes about disruptions.",
    ),
    JobName.CHECKPOINT: Text(
        nl="Schrijft buiten de database op hoe lang het logboek is, en meldt het als het korter of anders werd.",
        en="Writes outside the database how long the log is, and tells when it became shorter or another.",
    ),
    JobName.RESTORE: Text(
        nl="Zet de nieuwste kopie terug in een lege database, kijkt haar na en haalt haar weer weg.",
        en="Puts the newest copy back into an empty database, looks at it and removes it again.",
    ),
    JobName.BACKUP: Text(
        nl="Maakt een kopie van de hele database en leest haar terug.",
        en="Makes a copy of the whole database and reads it back.",
    ),
}
STATES = {
    RunState.ASKED: Text(nl="gevraagd", en="asked for"),
    RunState.RUNNING: Text(nl="bezig", en="running"),
    RunState.DONE: Text(nl="gedaan", en="done"),
    RunState.FAILED: Text(nl="mislukt", en="failed"),
    RunState.INTERRUPTED: Text(nl="afgebroken", en="interrupted"),
}
_OFF = Text(nl="uit", en="off")
_EVERY = Text(nl="elke {minutes} min", en="every {minutes} min")
_DAILY = Text(nl="dagelijks {time}", en="daily {time}")
_WEEKLY = Text(nl="{day} {time}", en="{day} {time}")
_DAYS = (
    Text(nl="maandag", en="Monday"),
    Text(nl="dinsdag", en="Tuesday"),
    Text(nl="woensdag", en="Wednesday"),
    Text(nl="donderdag", en="Thursday"),
    Text(nl="vrijdag", en="Friday"),
    Text(nl="zaterdag", en="Saturday"),
    Text(nl="zondag", en="Sunday"),
)


def rhythm_words(rhythm: Rhythm | None) -> str:
    """Say when a job is due."""
    if rhythm is None:
        return str(_OFF)
    if isinstance(rhythm, Every):
        return _EVERY.say(minutes=rhythm.minutes)
    time = f"{rhythm.minute // 60:02d}:{rhythm.minute % 60:02d}"
    if isinstance(rhythm, Daily):
        return _DAILY.say(time=time)
    return _WEEKLY.say(day=_DAYS[rhythm.weekday - 1], time=time)


def when(moment: float | None) -> str:
    """Say a moment in seconds since 1970 as Dutch time; nothing for None."""
    return "" if moment is None else stamp(from_utc(datetime.fromtimestamp(moment, UTC)))


def lasted(run: Run) -> str:
    """Say how long a run took; nothing while it is not over."""
    if run.started is None or run.ended is None:
        return ""
    return f"{max(0.0, run.ended - run.started):.1f} s"
