"""What is said about edits, in Dutch and English. The rules' own sentences stand with the rules."""

from planner.domain.editing import CancelCode
from planner.domain.wording import Text

UNKNOWN = Text(
    nl="{key} is geen activiteit van dit concept\nKies een activiteit uit de week.",
    en="{key} is no activity of this draft\nChoose an activity from the week.",
)
HISTORY = Text(
    nl="{key} is al begonnen of geweest\nLeg de uitkomst vast in plaats van te verplaatsen.",
    en="{key} has begun or is over\nRecord its outcome instead of moving it.",
)
PAST = Text(
    nl="{moment} ligt voor het planmoment\nKies een later tijdstip.",
    en="{moment} lies before the planning moment\nChoose a later time.",
)
NOT_PLANNED = Text(
    nl="{key} is niet gepland\nPlan haar eerst met verplaats.",
    en="{key} is not planned\nPlan it first with move.",
)
NO_TIME = Text(
    nl="{key} heeft nog geen tijd\nGeef een tijd mee.",
    en="{key} has no time yet\nGive a time.",
)
NO_PLACE = Text(
    nl="{key} kan zo niet bestaan: daar past geen {what}\nKies een ander middel of een andere tijd.",
    en="{key} cannot be so: no {what} fits there\nChoose another resource or another time.",
)
NO_RESOURCE = Text(
    nl="{what} bestaat hier niet\nKies een rij uit de week.",
    en="{what} does not exist here\nChoose a row of the week.",
)
NOT_FREE = Text(
    nl="zaak {case} heeft al een regievoerder\nDraag de zaak over, of merk haar eerst voor herverdeling.",
    en="case {case} has a regievoerder already\nHand it over, or mark it for reassignment first.",
)
UNKNOWN_CASE = Text(
    nl="zaak {case} is niet bekend in dit concept\nKies een zaak uit de week.",
    en="case {case} is not known in this draft\nChoose a case from the week.",
)
KNOWN_ALREADY = Text(
    nl="{key} bestaat al\nKies een ander volgnummer.",
    en="{key} exists already\nChoose another number.",
)
NOT_PINNED = Text(
    nl="{key} is niet vastgezet\nEr is niets om los te maken.",
    en="{key} is not pinned\nThere is nothing to let go.",
)
SWAP_KINDS = Text(
    nl="{key} en {other} zijn van een andere soort\nRuil alleen wat van dezelfde soort is.",
    en="{key} and {other} are of different kinds\nSwap only what is of one kind.",
)
TEAMS = Text(
    nl="{teams} zijn samen te weinig: nodig: {needed:begeleider|begeleiders}\nKies meer of grotere teams.",
    en="{teams} are too few together: {needed:escort is|escorts are} needed\nChoose more or larger teams.",
)
SWAP_TOGETHER = Text(
    nl="{key} en {other} zijn al op dezelfde reis\nKies een vertrek op een andere vlucht of dag.",
    en="{key} and {other} are on the same journey already\nChoose a departure on another flight or day.",
)
NO_ESCORTS = Text(
    nl="{key} vraagt geen escorts op een geplande vlucht\nPlan het vertrek eerst op een vlucht.",
    en="{key} asks for no escorts on a planned flight\nPlan the departure on a flight first.",
)
PLANNED_ALREADY = Text(
    nl="{key} is al gepland\nVraag om andere plekken in plaats van om een oplossing.",
    en="{key} is planned already\nAsk for other places instead of for a repair.",
)
GAVE_WAY = Text(nl="uit het plan voor {key}", en="left out for {key}")
NOT_ALONG = Text(
    nl="ook uit het plan: het gezin reist samen en {key} past niet op die reis",
    en="out of the plan too: the household travels together and {key} does not fit on that journey",
)
FALLBACK_ANEW = Text(
    nl="terugval opnieuw geregeld, met {vehicles}",
    en="fallback arranged anew, with {vehicles}",
)
FALLBACK_NONE = Text(
    nl="terugval bij {stage} moet opnieuw worden geregeld: {because}",
    en="fallback at {stage} has to be arranged again: {because}",
)
FALLBACK_NO_RIDE = Text(
    nl="de terugval vervalt: er is geen rit meer die iemand brengt",
    en="the fallback is gone: no ride brings anybody any more",
)
BY_HAND = Text(nl="met de hand gepland", en="planned by hand")
TAKEN_OUT = Text(nl="geannuleerd: {code}{reason}", en="cancelled: {code}{reason}")
SET_FREE = Text(nl="weer vrij om te plannen", en="free to be planned again")
SERVES_NOTHING = Text(nl="{served} is niet gepland", en="{served} is not planned")
NO_RIDE = Text(
    nl="na het verplaatsen van {served} is geen rit gevonden die past",
    en="no ride that fits was found after {served} was moved",
)
RIDE_STAYS = Text(nl="vervoer blijft staan", en="the ride stays")
RIDE_MOVES = Text(nl="vervoer opnieuw gepland: {moment}, {vehicle}", en="ride planned anew: {moment}, {vehicle}")
RIDE_LOST = Text(nl="vervoer is niet meer gepland: {because}", en="the ride is no longer planned: {because}")
COMES_ALONG = Text(nl="gaat mee: {moment}", en="comes along: {moment}")
GOES_TOO = Text(nl="ook uit het plan: het gezin reist samen", en="out of the plan too: the household travels together")
NEW_PERFORMER = Text(nl="door {who} op {moment}", en="by {who} at {moment}")
NOBODY_CAN = Text(nl="{who} heeft er deze week geen plaats voor", en="{who} has no place for it this week")
LACKING = Text(nl="escorts: {because}", en="escorts: {because}")
NO_STRETCH = Text(
    nl="er is geen einde\nGeef een stuk tijd, bijvoorbeeld een uur.",
    en="there is no end\nGive a stretch of time, for instance an hour.",
)
NOT_TO_FILL = Text(
    nl="hiervoor is niet te zeggen wat er past\nKies een regievoerder, een zitting of een vlucht.",
    en="what fits here cannot be said\nChoose a regievoerder, a session or a flight.",
)
NOBODY_SUCH = Text(
    nl="{who} is niet bekend in dit plan\nNeem de code over uit het plan.",
    en="{who} is not known in this plan\nTake the code from the plan.",
)

CODES = {
    CancelCode.PERSON: Text(nl="de persoon is niet beschikbaar", en="the person is not available"),
    CancelCode.STAFF: Text(nl="de regievoerder is niet beschikbaar", en="the regievoerder is not available"),
    CancelCode.INTERPRETER: Text(nl="de tolk is niet beschikbaar", en="the interpreter is not available"),
    CancelCode.PLACE: Text(nl="de locatie is niet beschikbaar", en="the place is not available"),
    CancelCode.MEANS: Text(nl="het middel is niet beschikbaar", en="the means is not available"),
    CancelCode.PARTNER: Text(nl="de partner zegt af", en="the partner cancels"),
    CancelCode.NEEDLESS: Text(nl="niet meer nodig", en="no longer needed"),
    CancelCode.OTHER: Text(nl="anders", en="other"),
}
