"""The table of who is told when a calendar changes."""

from planner.domain.feeds import CalendarKind, DetailLevel
from planner.domain.messages import Channel, Subscriber
from planner.domain.wording import Text
from planner.intake.kinds import CODE, TEXT, enum
from planner.intake.tables.spec import Column, Table

SUBSCRIBERS = Table(
    name="bereikbaarheid",
    fact=Subscriber,
    explanation=Text(
        nl="Wie bericht krijgt als een agenda verandert, en hoe.",
        en="Who is told when a calendar changes, and how.",
    ),
    key=("kind", "owner", "channel", "address"),
    columns=(
        Column("soort", "kind", enum(CalendarKind), "regievoerder", "Wat voor agenda.", required=True),
        Column("code", "owner", CODE, "RV-0001", "Van wie of wat de agenda is.", required=True),
        Column("kanaal", "channel", enum(Channel), "mail", "Per mail, of naar een programma.", required=True),
        Column("adres", "address", TEXT, "rv-0001@dienst.example", "Mailadres of webadres.", required=True),
        Column("niveau", "level", enum(DetailLevel), "kort", "Hoeveel het bericht vertelt; leeg: kort."),
    ),
)
