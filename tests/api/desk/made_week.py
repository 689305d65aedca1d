"""A made-up week of any size in the shapes of the desk: the same every time. No solver stands behind it."""

from dataclasses import dataclass
from random import Random

from api.desk.shapes import (
    AtRisk,
    Away,
    Conflict,
    Day,
    Group,
    Item,
    Part,
    Pinned,
    Row,
    Waiting,
    Week,
    Zone,
)
from planner.domain.civil import IsoWeek, day_interval
from planner.domain.spelling import short_date

WEEK = IsoWeek(2026, 48)
MONDAY = WEEK.interval().start
NOW = MONDAY + 13 * 60
DAY = 1440


@dataclass(frozen=True)
class Sort:
    """One sort of rows and what stands on them; ``share`` of a hundred rows."""

    row: str
    letters: str
    kind: str
    groups: int
    share: int


SORTS = (
    Sort("regievoerder", "RV", "gesprek", 4, 50),
    Sort("voertuig", "DV", "vervoer", 1, 24),
    Sort("escort", "E", "vertrek", 1, 12),
    Sort("kamer", "K", "overleg", 1, 14),
)


def made_days() -> list[Day]:
    """Return the days of the week."""
    spans = [(day, day_interval(day)) for day in WEEK.days()]
    return [
        Day(date=f"{day}", start=span.start, end=span.start + DAY, label=short_date(day), open=day.weekday() < 5)
        for day, span in spans
    ]


def made_week(rows: int = 24, items: int = 120) -> Week:
    """Return the week: five in a hundred pinned, a few changed, one with a conflict, two absent, three waiting."""
    random, groups = Random(48), [group for sort in SORTS for group in _groups(sort, rows)]  # noqa: S311 - the same week every time
    every = [row for group in groups for row in group.rows]
    made = [_item(random, every[number % len(every)], number) for number in range(items)]
    people = [row for row in every if row.kind == "regievoerder"]
    return Week(
        draft=1,
        version=1,
        week=str(WEEK),
        now=NOW,
        start=MONDAY,
        end=MONDAY + 7 * DAY,
        days=made_days(),
        groups=groups,
        items=made,
        absences=[
            Away(row=row.id, start=MONDAY + 3 * DAY, end=MONDAY + 4 * DAY, label="verlof") for row in people[1:3]
        ],
        unplanned=[_waiting(number) for number in range(3)],
        at_risk=[
            AtRisk(
                activity=one.activity, code=one.code, label=one.label, due=one.end, slack_days=0, text="geen speling"
            )
            for one in made[4:6]
        ],
    )


def _groups(sort: Sort, rows: int) -> list[Group]:
    number = max(sort.groups, rows * sort.share // 100)
    names = [f"{sort.letters}-{i + 1:03}" for i in range(number)]
    cut = [names[i :: sort.groups] for i in range(sort.groups)]
    load = [64, 104, 71, 92, 55, None, None]
    return [
        Group(
            id=f"{sort.row}-{i}",
            title=f"Groep {sort.letters} {i + 1}",
            kind=sort.row,
            load=load,
            rows=[
                Row(id=f"{sort.row}:{name}", kind=sort.row, title=name, subtitle="algemeen", load=load) for name in part
            ],
        )
        for i, part in enumerate(cut)
    ]


def _item(random: Random, row: Row, number: int) -> Item:
    kind = next(sort.kind for sort in SORTS if sort.row == row.kind)
    day = random.randrange(5)
    start = MONDAY + day * DAY + 8 * 60 + random.randrange(30) * 15
    end = start + random.choice((45, 60, 90, 90, 120))
    code = f"Z-26-{40_000 + number}"
    broken = Conflict(rule="R04", text="geen tolk Darija", level=0, overridable=True, by="leidinggevende")
    return Item(
        id=f"i{number}",
        activity=f"{code}/stap/1",
        rows=[row.id],
        parts=[Part(row=row.id, start=start, end=end)],
        kind=kind,
        label="voortgang",
        code=f"{code}, Z-26-{60_000 + number}" if number % 25 == 5 else code,
        place="DC-ROTTERDAM",
        start=start,
        end=end,
        zone=_zone(start),
        pin=Pinned(grade="tijd", reason="tolk geboekt") if number % 20 == 3 else None,
        changed=number % 30 == 7,
        conflicts=[broken] if number == 11 else [],
        travel_before=random.choice((0, 0, 30)),
    )


def _zone(start: int) -> Zone:
    return "historie" if start < NOW else "bevroren" if start < NOW + DAY else "concept"


def _waiting(number: int) -> Waiting:
    code = f"Z-26-{90_000 + number}"
    return Waiting(
        activity=f"{code}/aanzegging/1",
        kind="gesprek",
        label="aanzegging",
        code=code,
        due=NOW + (3 - number) * DAY,
        slack_days=3 - number,
        cause="capaciteit",
        reason="alle regievoerders zijn bezet",
        rule="P01",
        one_rule_away="P01" if number else None,
    )
