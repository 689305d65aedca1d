"""What a repair says. Not allowed here: what rules say."""

from planner.domain.wording import Text

SERVES_NOTHING = Text(
    nl="het vervoer hoort bij {served}, en dat is niet gepland",
    en="the ride belongs to {served}, which is not planned",
)
NO_PLACE = Text(nl="er is nu geen plaats voor", en="there is no place for it now")
AFTER_EVENT = Text(nl="herstel na een gebeurtenis", en="repair after an event")
LEANS_RIDE = Text(nl="de rit hoort bij {served}", en="the ride belongs to {served}")
LEANS_HOUSEHOLD = Text(nl="het gezin reist samen met {served}", en="the household travels together with {served}")
NOTHING = Text(nl="het plan kan blijven zoals het is", en="the plan can stay as it is")
MOVED = Text(nl="{keys} krijgt een andere plaats", en="{keys} gets another place")
OTHERS = Text(nl="{keys} schuift daarvoor op", en="{keys} moves for that")
DROPPED = Text(nl="{keys} valt uit", en="{keys} drops out")
ADDED = Text(nl="{keys} gebruikt wat vrijkomt", en="{keys} uses what comes free")
