"""Words that several maps say in the same way: numbers of things, and where travel times come from.

Not allowed here: words of one map alone (they stand where they are used, in both languages).
"""

from functools import partial

from maps.traffic import OF_FREE_FLOW
from maps.travel import SOURCE
from planner.domain.wording import Language, Text, language


def _counted(words: Text, number: int) -> str:
    return words.say(n=number)


appointments = partial(_counted, Text(nl="{n:afspraak|afspraken}", en="{n:appointment|appointments}"))
conversations = partial(_counted, Text(nl="{n:gesprek|gesprekken}", en="{n:conversation|conversations}"))
escorts = partial(_counted, Text(nl="{n:escort|escorts}", en="{n:escort|escorts}"))
flights = partial(_counted, Text(nl="{n:vlucht|vluchten}", en="{n:flight|flights}"))
locations = partial(_counted, Text(nl="{n:locatie|locaties}", en="{n:location|locations}"))
persons = partial(_counted, Text(nl="{n:persoon|personen}", en="{n:person|persons}"))
regievoerders = partial(_counted, Text(nl="{n:regievoerder|regievoerders}", en="{n:regievoerder|regievoerders}"))
sessions = partial(_counted, Text(nl="{n:zitting|zittingen}", en="{n:session|sessions}"))
stops = partial(_counted, Text(nl="{n:stop|stops}", en="{n:stop|stops}"))
vehicles = partial(_counted, Text(nl="{n:voertuig|voertuigen}", en="{n:vehicle|vehicles}"))
COUNTED = {"appointments": appointments, "conversations": conversations, "persons": persons}
"""Those that templates say themselves."""

_SOURCES = {
    SOURCE: "estimate (great circle, fitted)",
    OF_FREE_FLOW: "% of free flow",
    "wegennet ": "road network ",
    "daarbuiten schatting": "estimate beyond it",
}


def source_words(source: str) -> str:
    """Return where travel times come from, as a travel table names it, in the language spoken now."""
    if language() is Language.DUTCH:
        return source
    for dutch, english in _SOURCES.items():
        source = source.replace(dutch, english)
    return source
