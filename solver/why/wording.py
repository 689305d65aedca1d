"""The sentences around those of the rules, in Dutch and English. Not allowed here: finding anything out."""

from planner.domain.clearances import OverrideRight
from planner.domain.wording import Text

BY = {
    OverrideRight.REGIEVOERDER: Text(nl="regievoerder", en="regievoerder"),
    OverrideRight.SUPERVISOR: Text(nl="leidinggevende", en="supervisor"),
    OverrideRight.DIRECTOR: Text(nl="directeur", en="director"),
    OverrideRight.PARTNER: Text(nl="de partner, door zijn eigen antwoord", en="the partner, by its own answer"),
}
OTHERS_MOVE = Text(nl="genoeg is dat {others} verschuift", en="it is enough that {others} moves")
ONE_OF_MOVES = Text(
    nl="genoeg is dat een van deze verschuift: {others}", en="it is enough that one of these moves: {others}"
)
ALL_MOVE = Text(nl="genoeg is dat {others} verschuiven", en="it is enough that {others} move")
OTHERS_PLANNED = Text(nl="genoeg is dat ook {others} gepland is", en="it is enough that {others} is planned too")
OTHERS_STAY = Text(nl="wat in de weg staat, ligt vast", en="what is in the way is fixed")
MORE_ON_OFFER = Text(nl="genoeg is dat {what} dan wordt geboden", en="it is enough that {what} is offered at that time")
ALL_ON_OFFER = Text(
    nl="genoeg is dat {what} dan allemaal worden geboden", en="it is enough that {what} are all offered at that time"
)
EXCEPTION = Text(nl="genoeg is een uitzondering op deze regel, met reden", en="an exception to this rule is enough")
ENTRY = Text(
    nl="genoeg is dit feit, als het zo is: wie het vaststelt, voert het in",
    en="this fact is enough, if it is so: whoever establishes it enters it",
)
ONLY_PEOPLE = Text(
    nl="dit is een beslissing of toestand van de persoon zelf; er valt niets aan te plannen",
    en="this is a decision or condition of the person; there is nothing to plan about it",
)
NOBODY = Text(nl="van deze regel kan niemand afwijken", en="nobody can depart from this rule")
NO_SPOT_MISSION = Text(nl="{mission} heeft geen zitting in {period}", en="{mission} has no session in {period}")
NO_PERFORMER = Text(
    nl="{who} heeft in het tijdvenster geen regievoerder of verblijfplaats",
    en="{who} has no regievoerder or place to stay in the time window",
)
NO_HEARER = Text(
    nl="deze vertegenwoordiging ontvangt met een LP-medewerker, en er is er geen",
    en="this mission receives with an LP officer, and there is none",
)
NO_FLIGHT = Text(
    nl="geen vlucht naar {country} binnen het tijdvenster {window}",
    en="no flight to {country} inside the time window {window}",
)
NO_START = Text(nl="geen enkel moment in {period} om te beginnen", en="no moment at all in {period} to begin")
NO_ROADS = Text(nl="van {place} zijn geen reistijden bekend", en="no travel times are known of {place}")
NOT_YET = Text(
    nl="ophalen kan tot {until}: na de periode die nu gepland wordt",
    en="pick-up is possible until {until}: after the period that is planned now",
)
LATER = Text(nl="mag pas vanaf {moment}, na deze planperiode", en="is only allowed from {moment}, after this period")
FRAME_FIXED = Text(
    nl="zolang al het andere blijft staan: {spots:mogelijkheid|mogelijkheden} in {period}",
    en="as long as everything else stays: {spots:possibility|possibilities} in {period}",
)
FRAME_SHIFTING = Text(
    nl="hoe er ook geschoven wordt met {movable}; de rest blijft staan",
    en="however {movable} are moved; the rest stays",
)
STAYS_PLANNED = Text(
    nl="{activity} blijft gepland, waar dan ook binnen zijn eigen regels",
    en="{activity} stays planned, wherever its own rules allow",
)
ONE_APPOINTMENT, APPOINTMENTS = Text(nl="afspraak", en="appointment"), Text(nl="afspraken", en="appointments")
NOW = Text(nl="past nu op {moment} bij {resource}", en="fits now on {moment} with {resource}")
MOVES = Text(
    nl="{activity} op {moment} bij {resource}; {others} verschuift",
    en="{activity} on {moment} with {resource}; {others} moves",
)
NEXT = Text(
    nl="{activity} na deze periode, op {moment} bij {resource}",
    en="{activity} after this period, on {moment} with {resource}",
)
ALLOWED = Text(
    nl="{activity} op {moment} bij {resource}, met een uitzondering op {rule}",
    en="{activity} on {moment} with {resource}, with an exception to {rule}",
)
ENTERED = Text(
    nl="{activity} op {moment} bij {resource}, als vaststaat en wordt ingevoerd wat {rule} vraagt",
    en="{activity} on {moment} with {resource}, if what {rule} asks is established and entered",
)
OFFERED = Text(
    nl="{activity} op {moment}, als dan {resource} wordt geboden",
    en="{activity} on {moment}, if {resource} is offered at that time",
)
STANDS_IN = Text(
    nl="{activity} op {moment} door {resource}, als die als vervanger wordt ingevoerd",
    en="{activity} on {moment} by {resource}, if entered as substitute",
)
FROM_STANDBY = Text(
    nl="{activity} op {moment} met {resource}, als dat van reserve in dienst wordt genomen",
    en="{activity} on {moment} with {resource}, if that is taken from stand-by into service",
)
NO_REPAIR = Text(
    nl="geen oplossing in dit kader, nagerekend: elke mogelijkheid breekt {rules}, en daarvan kan niemand afwijken",
    en="no repair in this frame, worked out again: every possibility breaks {rules}, from which nobody can depart",
)
NO_SPOT_AT_ALL = Text(
    nl="geen oplossing in dit kader: er is geen enkele mogelijkheid om te beoordelen ({because})",
    en="no repair in this frame: there is no possibility at all to judge ({because})",
)
NO_REPAIR_FOUND = Text(
    nl="met één verandering is geen oplossing gevonden; dat er geen is, is niet bewezen",
    en="no repair was found with one change; that there is none is not proved",
)
WHO_ENTERS = Text(nl="wie het feit vaststelt", en="whoever establishes the fact")
INSTEAD = Text(
    nl="{activity} op {moment} bij {resource}; {others} wordt dan niet gepland",
    en="{activity} on {moment} with {resource}; {others} is then not planned",
)
RIDES = Text(nl="; vervoer ({rides}) is dan nog te plannen", en="; rides ({rides}) are then still to be planned")
FREE = Text(
    nl="er is een plek vrij: {moment} bij {resource}; opnieuw oplossen of zelf plaatsen kan",
    en="a spot is free: {moment} with {resource}; solve again or place it",
)
TIME_OUT = Text(nl="niet bewezen: de tijd was op", en="not proved: time ran out")
ONE_BY_ONE = Text(
    nl="niet bewezen: de ritten die wijken, zochten om de beurt een andere plaats; misschien kan het beter",
    en="not proved: the rides that give way looked for another place one by one; there may be something better",
)
NOT_VERIFIED = Text(
    nl="niet bewezen: de verklaring hield bij narekenen geen stand en wordt niet getoond",
    en="not proved: the explanation did not hold when worked out again and is not shown",
)
SERVES = Text(nl="dient {served}, en dat is niet gepland", en="serves {served}, which is not planned")
MORE = Text(nl="{number} andere", en="{number:other|others}")
ALIKE = Text(nl=" (en {number} keer meer zo)", en=" (and {number} more like this)")
NOT_AT_WORK = Text(nl="{who} werkt deze periode niet", en="{who} does not work in this period")
UNKNOWN_ACTIVITY = Text(
    nl="{activity} is geen activiteit van deze planvraag\nNeem de sleutel over uit het plan.",
    en="{activity} is not an activity of this problem\nCopy its key from the plan.",
)
UNKNOWN_SPOT = Text(
    nl="voor {activity} bestaat die mogelijkheid niet\nKies een ander moment, of een middel dat in het plan voorkomt.",
    en="for {activity} there is no such possibility\nChoose another moment, or a means that occurs in the plan.",
)
NOT_ASSIGNED = Text(
    nl="{case} hoefde in deze periode geen regievoerder te krijgen\nGeef een zaak die nieuw, vrij of gemarkeerd is.",
    en="{case} did not need a regievoerder in this period\nGive a case that is new, freed or marked.",
)
