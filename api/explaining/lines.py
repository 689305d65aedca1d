"""Explanations as lines of text, in Dutch or English. A line that does not begin with a space is a heading.

Not allowed here: finding explanations, and data for other programs (``data``).
"""

from collections.abc import Iterator, Sequence

from planner.domain.explaining import (
    Answer,
    BlockingTable,
    CaseAnswer,
    Conflict,
    Difference,
    Evaluation,
    Obstacle,
    Remedy,
    Repair,
    Share,
    StandbyAnswer,
    Stretch,
)
from planner.domain.plan import Appointment
from planner.domain.resources import ResourceRef
from planner.domain.spelling import clock, day, listed, moment
from planner.domain.vocabulary import word
from planner.domain.wording import Text

MOST_ROWS, MOST_CHANGES, MOST_SHARES, MOST_CANDIDATES = 20, 30, 60, 15
_PLANNED = Text(nl="{item} staat op {moment} bij {means}", en="{item} is on {moment} with {means}")
_NOT_PLANNED = Text(nl="{item} is niet gepland", en="{item} is not planned")
_LEVEL_1 = Text(
    nl="1. Wat elke plek blokkeert ({spots} bekeken, {free} vrij, {one} met één regel ertussen; {time} ms)",
    en="1. What blocks each spot ({spots} looked at, {free} free, {one} with one rule in the way; {time} ms)",
)
_LEVEL_2 = Text(nl="2. De kleinste botsing ({time} ms)", en="2. The smallest conflict ({time} ms)")
_LEVEL_3 = Text(nl="3. Wat eraan te doen is ({time} ms)", en="3. What can be done about it ({time} ms)")
_COUNT = Text(
    nl="  {rule}: blokkeert {all:plek|plekken}, waarvan {alone} alleen",
    en="  {rule}: blocks {all:spot|spots}, {alone} of them alone",
)
_ROW = Text(nl="  {when} {means}: {why}", en="  {when} {means}: {why}")
_FREE = Text(nl="vrij", en="free")
_BY = Text(nl=" (door: {by})", en=" (by: {by})")
_REST = Text(nl="  en {number:rij|rijen} meer", en="  and {number} more rows")
_PROOF = Text(
    nl="  Bewezen: nagerekend. Dit laat geen plek over; zonder één van deze verklaart de rest het niet. {smallest}",
    en="  Proved: worked out again. This leaves no spot; without any one of these the rest does not explain it."
    " {smallest}",
)
_SMALLEST = Text(nl="Geen kleinere verzameling verklaart het.", en="No smaller set explains it.")
_NOT_PROVED = Text(nl="  Niet bewezen. {note}", en="  Not proved. {note}")
_ALSO = Text(nl="  Elk van deze staat het ook alleen in de weg:", en="  Each of these is in the way by itself too:")
_NO_CONFLICT = Text(nl="  Geen: er is een plek vrij.", en="  None: a spot is free.")
_NO_REPAIR = Text(nl="  Geen oplossing gevonden.", en="  No repair was found.")
_PRICE = Text(nl="     kost: {price}. {bound}", en="     costs: {price}. {bound}")
_SAME = Text(nl="niets meer of minder", en="nothing more or less")
_BOUND = Text(nl="Van deze soort is in dit kader niets goedkoper.", en="Of this kind nothing is cheaper in this frame.")
_NO_BOUND = Text(nl="Dat niets goedkoper is, is niet bewezen.", en="That nothing is cheaper is not proved.")
_RUNNERS_UP = Text(nl="De beste andere plekken", en="The best other spots")
_NO_RUNNER_UP = Text(nl="  Er is geen andere vrije plek.", en="  There is no other free spot.")
_CASE = Text(nl="{case}: regievoerder {who}", en="{case}: regievoerder {who}")
_CASE_NONE = Text(nl="{case} heeft geen regievoerder", en="{case} has no regievoerder")
_STANDBY = Text(nl="Reserve per vlucht", en="Standing by, per flight")
_STANDS = Text(nl="staat reserve", en="stands by")
_MAY = Text(nl="mag reserve staan", en="may stand by")
_BREAKS = Text(nl="Wat deze versie overtreedt", en="What this version breaks")
_NOTHING = Text(nl="  niets", en="  nothing")
_CHANGES = Text(nl="Wat er verandert", en="What changes")
_OUT = Text(nl="valt uit", en="is left out")
_NEW = Text(nl="nieuw op {moment}", en="new on {moment}")
_FROM_TO = Text(nl="van {before} naar {after}", en="from {before} to {after}")
_DIFFERENCE = Text(nl="Verschil per regel: {price}", en="Difference per rule: {price}")
_SHARES = Text(nl="Waar de kosten vandaan komen", en="Where the cost comes from")
_SHARE = Text(
    nl="  niveau {level}: {what}: {cost} ({breaches} keer), bijvoorbeeld: {because}",
    en="  level {level}: {what}: {cost} ({breaches:time|times}), for example: {because}",
)


def answer_lines(answer: Answer) -> Iterator[str]:
    """Yield everything found about one activity."""
    now = answer.planned
    times = [*answer.milliseconds, 0, 0, 0]
    yield _NOT_PLANNED.say(item=answer.activity) if now is None else _of(now)
    yield ""
    yield from table_lines(answer.table, times[0])
    if answer.conflicts or len(answer.milliseconds) > 1:
        yield ""
        yield from _conflict_lines(answer, times[1]) if now is None else _runner_lines(answer)
    if now is None and len(answer.milliseconds) > 2:  # noqa: PLR2004 - the third level was asked
        yield ""
        yield _LEVEL_3.say(time=times[2])
        for number, one in enumerate(answer.repairs, 1):
            yield from _repair_lines(number, one)
        if not answer.repairs:
            yield answer.no_repair or str(_NO_REPAIR)


def table_lines(table: BlockingTable, time: int) -> Iterator[str]:
    """Yield the blocking table, what needs least first."""
    one = sum(spot.one_away for spot in table.spots)
    yield _LEVEL_1.say(spots=len(table.spots), free=len(table.free), one=one, time=time)
    if table.note:
        yield f"  {table.note}"
    for rule, blocked, alone in table.counts:
        yield _COUNT.say(rule=rule, all=blocked, alone=alone)
    for row in table.stretches[:MOST_ROWS]:
        yield _ROW.say(when=_when(row), means=_means(row.resource), why=_row_words(row))
    if len(table.stretches) > MOST_ROWS:
        yield _REST.say(number=len(table.stretches) - MOST_ROWS)


def case_lines(answer: CaseAnswer) -> Iterator[str]:
    """Yield why a case has no regievoerder, or whom else it could have had."""
    yield _CASE_NONE.say(case=answer.case) if answer.given is None else _CASE.say(case=answer.case, who=answer.given)
    for obstacle in answer.conflict:
        yield _obstacle(obstacle)
    for one in answer.candidates[:MOST_CANDIDATES]:
        yield f"  {one.regievoerder}: {'; '.join(o.because for o in one.obstacles) or _FREE}"
    if len(answer.candidates) > MOST_CANDIDATES:
        yield _REST.say(number=len(answer.candidates) - MOST_CANDIDATES)


def standby_lines(answers: Sequence[StandbyAnswer]) -> Iterator[str]:
    """Yield per flight what keeps a departure from standing by."""
    yield str(_STANDBY)
    for one in answers:
        said = "; ".join(f"{reason.rule}: {reason.because}" for reason in one.in_the_way)
        yield f"  {one.flight}: {said or (_STANDS if one.stands_by else _MAY)}"


def evaluation_lines(found: Evaluation) -> Iterator[str]:
    """Yield what somebody's version breaks, changes and costs."""
    yield str(_BREAKS)
    yield from (_obstacle(obstacle) for obstacle in found.breaks)
    if not found.breaks:
        yield str(_NOTHING)
    yield ""
    yield str(_CHANGES)
    for one in found.changes[:MOST_CHANGES]:
        yield f"  {one.activity}: {_change(one.before, one.after)}"
    if len(found.changes) > MOST_CHANGES:
        yield _REST.say(number=len(found.changes) - MOST_CHANGES)
    yield ""
    yield _DIFFERENCE.say(price=_price(found.price))
    if found.note:
        yield f"  {found.note}"


def share_lines(found: Sequence[Share]) -> Iterator[str]:
    """Yield where the cost of a plan comes from."""
    yield str(_SHARES)
    for one in found[:MOST_SHARES]:
        yield _SHARE.say(level=int(one.level), what=one.what, cost=one.cost, breaches=one.breaches, because=one.because)
    if len(found) > MOST_SHARES:
        yield _REST.say(number=len(found) - MOST_SHARES)


def _conflict_lines(answer: Answer, time: int) -> Iterator[str]:
    yield _LEVEL_2.say(time=time)
    if not answer.conflicts:
        yield str(_NO_CONFLICT)
    for one in answer.conflicts:
        yield from _one_conflict(one)


def _one_conflict(one: Conflict) -> Iterator[str]:
    if one.frame_words:
        yield f"  {one.frame_words}:"
    yield from (_obstacle(obstacle) for obstacle in one.obstacles)
    if one.proof.name == "PROVEN":
        yield _PROOF.say(smallest=_SMALLEST if one.smallest else "").rstrip()
    else:
        yield _NOT_PROVED.say(note=one.note).rstrip()
    if one.also:
        yield str(_ALSO)
        yield from (_obstacle(obstacle) for obstacle in one.also)


def _repair_lines(number: int, one: Repair) -> Iterator[str]:
    yield f"  {number}. {one.what}{_by(one.by)}"
    bound = _BOUND if one.bound.name == "PROVEN" else _NO_BOUND
    yield _PRICE.say(price=_price(one.price), bound=bound)


def _runner_lines(answer: Answer) -> Iterator[str]:
    yield str(_RUNNERS_UP)
    for one in answer.runners_up:
        yield f"  {moment(one.spot.start)} {_means(one.spot.resource)}: {_price(one.price)}"
    if not answer.runners_up:
        yield str(_NO_RUNNER_UP)


def _row_words(row: Stretch) -> str:
    if not row.rules:
        return str(_FREE)
    rules = ", ".join(row.rules)
    said = "; ".join(row.because)
    return f"[{rules}] {said}{_enough(row.remedy)}"


def _enough(remedy: Remedy | None) -> str:
    return "" if remedy is None else f" -> {remedy.what}{_by(remedy.by)}"


def _by(who: str) -> str:
    return _BY.say(by=who) if who else ""


def _when(row: Stretch) -> str:
    first = clock(row.first) if row.first == row.last else f"{clock(row.first)}-{clock(row.last)}"
    return f"{day(row.first)} {first}"


def _obstacle(one: Obstacle) -> str:
    others = f" [{listed(one.others)}]" if one.others else ""
    return f"  - {one.rule} {_means(one.resource)}{one.because}{others}".replace("  - P11 ", "  - ")


def _means(resource: ResourceRef | None) -> str:
    return "" if resource is None else f"{word(resource.kind)} {resource.id} "


def _price(price: Sequence[Difference]) -> str:
    return ", ".join(f"{one.rule} {one.amount:+d}" for one in price) or str(_SAME)


def _of(now: Appointment) -> str:
    used = [part.resource for part in now.participations][:3]
    return _PLANNED.say(item=now.activity, moment=moment(now.start), means=listed(_means(one).strip() for one in used))


def _change(before: Appointment | None, after: Appointment | None) -> str:
    if after is None:
        return str(_OUT)
    if before is None:
        return _NEW.say(moment=moment(after.start))
    return _FROM_TO.say(before=moment(before.start), after=moment(after.start))
