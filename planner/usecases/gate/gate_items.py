"""How ready a departure is by what was arranged: seat, document, notice, escorts, transport, forms and requests.

Not allowed here: looking facts up (``gate_facts``), and answers that people give (``gate_answers``).
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from planner.domain.bookings import BookingState
from planner.domain.cases import DocumentState
from planner.domain.civil import at, day_of, day_start
from planner.domain.commitments import PartnerRequest, RequestState
from planner.domain.departure_plan import Party
from planner.domain.europe import TRANSIT_STATES
from planner.domain.ids import RuleId
from planner.domain.readiness import GateItem, GateState, GateWhat
from planner.domain.resources import ResourceKind
from planner.domain.spelling import day, days, listed, moment
from planner.domain.time import MINUTES_PER_HOUR, Minute
from planner.domain.vocabulary import word
from planner.domain.wording import Text
from planner.usecases.gate.gate_facts import Leaving

_ELSEWHERE = Text(nl="geboekt door {who}", en="booked by {who}")
_NOT_FORCED = Text(nl="geen gedwongen vertrek", en="no forced departure")
_NOT_ESCORTED = Text(nl="zonder escorts", en="without escorts")
_STATE = Text(nl="boeking {state}", en="booking {state}")
_NO_BOOKING = Text(nl="nog geen boeking", en="no booking yet")
_VALID = Text(nl="geldig op de dag van vertrek", en="valid on the day of departure")
_PROMISED = Text(nl="toegezegd, wordt gemaakt na de boeking: {who}", en="promised, made after the booking: {who}")
_NO_DOCUMENT = Text(nl="geen geldig document: {who}", en="no valid document: {who}")
_REFUSED_DOCUMENT = Text(nl="laissez-passer geweigerd: {who}", en="laissez-passer refused: {who}")
_TOLD = Text(nl="aangezegd {when}", en="notified {when}")
_NOT_TOLD = Text(nl="persoon en gemachtigde nog niet aangezegd", en="person and representative not notified yet")
_CONFIRMED = Text(nl="bevestigd", en="confirmed")
_DECLINED = Text(nl="geweigerd: {what}", en="declined: {what}")
_WAITING = Text(nl="wacht op antwoord: {what}", en="waiting for an answer: {what}")
_NOBODY = Text(nl="nog niet gepland", en="not planned yet")
_NOT_ASKED = Text(nl="nog niet aangevraagd", en="not asked for yet")
_NO_RIDE = Text(nl="geen vervoer gevraagd", en="no transport asked for")
_SENT = Text(nl="verstuurd op {day}", en="sent on {day}")
_NOT_SENT = Text(nl="nog niet verstuurd; moet {days} vooraf", en="not sent yet; must be {days} ahead")
_NO_TRANSIT = Text(nl="geen overstap waarvoor het moet", en="no change of aircraft that asks it")
_NO_TRANSFER = Text(nl="geen Dublinoverdracht", en="no Dublin transfer")
_NO_NOTICE = Text(nl="{country} vraagt het niet vooraf", en="{country} does not ask it ahead")
_NO_VISA = Text(nl="het land vraagt geen visum", en="the country asks no visa")
_NO_NAMES = Text(nl="nog geen namen bekend", en="no names known yet")
_LACK_VISA = Text(nl="zonder visum: {who}", en="without a visa: {who}")
_HOLDING = (BookingState.BOOKED, BookingState.IN_TRANSIT, BookingState.COMPLETED)


def arranged(leaving: Leaving) -> Iterator[GateItem]:
    """Yield the items that somebody arranges."""
    yield _booking(leaving)
    yield _document(leaving)
    yield _notice(leaving)
    yield _escorts(leaving)
    yield _visas(leaving)
    yield from _transport(leaving)
    yield _risk_form(leaving)
    yield _transit(leaving)
    yield _announcement(leaving)


def _booking(leaving: Leaving) -> GateItem:
    what, owner = GateWhat.BOOKING, Party.REGIEVOERDER
    if not leaving.ours:
        return _needless(what, owner, _ELSEWHERE.say(who=word(leaving.activity.departure.booked_by)))
    last = leaving.starts if leaving.flight is None else leaving.flight.booking_closes or leaving.starts
    if leaving.booking is None:
        return _open(leaving, what, owner, str(_NO_BOOKING), last)
    words = _STATE.say(state=word(leaving.booking.state))
    if leaving.booking.state is BookingState.CANCELLED:
        return GateItem(what=what, owner=owner, state=GateState.REFUSED, because=words, blocks=True, rule=RuleId("P50"))
    if leaving.booking.state in _HOLDING:
        return _done(what, owner, words, last)
    return _open(leaving, what, owner, words, last)


def _document(leaving: Leaving) -> GateItem:
    what, owner, rule = GateWhat.DOCUMENT, Party.LP_DESK, RuleId("P22")
    if not leaving.ours:
        return _needless(what, Party.PERSON, _ELSEWHERE.say(who=word(leaving.activity.departure.booked_by)))
    without = {case.id: _best(leaving, case.id) for case in leaving.cases}
    lacking = sorted(code for code, state in without.items() if state is not DocumentState.GRANTED)
    last = leaving.starts
    if not lacking:
        return _done(what, owner, str(_VALID), last, rule)
    states = {without[code] for code in lacking}
    if states == {DocumentState.PROMISED}:
        ahead = leaving.calendar.add(leaving.day, -leaving.value("P22", "promised"))
        return _open(leaving, what, owner, _PROMISED.say(who=listed(lacking)), Minute(at(ahead, 24)), rule)
    if DocumentState.REFUSED in states:
        refused = [code for code in lacking if without[code] is DocumentState.REFUSED]
        words = _REFUSED_DOCUMENT.say(who=listed(refused))
        return GateItem(what=what, owner=owner, state=GateState.REFUSED, because=words, rule=rule)
    return _open(leaving, what, owner, _NO_DOCUMENT.say(who=listed(lacking)), last, rule)


def _best(leaving: Leaving, case: str) -> DocumentState | None:
    """Return how far the best document of a case is: granted only when valid during the journey."""
    found = set()
    for document in (one for one in leaving.documents if one.case == case):
        valid = document.valid is not None and document.valid.covers(leaving.planned.start, leaving.planned.end)
        if document.state is not DocumentState.GRANTED or valid:
            found.add(document.state)
    order = (DocumentState.GRANTED, DocumentState.PROMISED, DocumentState.PRESENTED, DocumentState.APPLIED)
    return next((state for state in (*order, DocumentState.ORDERED, DocumentState.REFUSED) if state in found), None)


def _notice(leaving: Leaving) -> GateItem:
    what, owner, rule = GateWhat.NOTICE, Party.REGIEVOERDER, RuleId("R11")
    if not leaving.forced:
        return _needless(what, owner, str(_NOT_FORCED), rule)
    last = Minute(leaving.starts - leaving.value("R11", "notice") * MINUTES_PER_HOUR)
    given = leaving.activity.departure.notice_given
    if given is None:
        return _open(leaving, what, owner, str(_NOT_TOLD), last, rule)
    state = GateState.DONE if given <= last else GateState.LATE
    return GateItem(what=what, owner=owner, state=state, because=_TOLD.say(when=moment(given)), until=last, rule=rule)


def _escorts(leaving: Leaving) -> GateItem:
    what, owner, rule = GateWhat.ESCORTS, Party.KMAR, RuleId("R27")
    if not leaving.activity.departure.escorted:
        return _needless(what, owner, str(_NOT_ESCORTED), rule)
    teams = [part.resource.id for part in leaving.planned.of_kind(ResourceKind.ESCORT)]
    requests = [r for r in leaving.requests.get(leaving.activity.key, ()) if r.resource.kind is ResourceKind.ESCORT]
    return _asked(leaving, what, owner, rule, teams, requests)


def _transport(leaving: Leaving) -> Iterator[GateItem]:
    what, owner, rule = GateWhat.TRANSPORT, Party.DJI, RuleId("R29")
    if not leaving.rides:
        yield _needless(what, owner, str(_NO_RIDE), rule)
    for ride, planned in leaving.rides:
        if planned is None:
            yield _open(leaving, what, owner, str(_NOBODY), leaving.starts, rule)
            continue
        vehicles = [part.resource.id for part in planned.of_kind(ResourceKind.VEHICLE)]
        requests = [r for r in leaving.requests.get(ride.key, ()) if r.resource.kind is ResourceKind.VEHICLE]
        yield _asked(leaving, what, owner, rule, vehicles, requests)


def _asked(
    leaving: Leaving,
    what: GateWhat,
    owner: Party,
    rule: RuleId,
    used: Sequence[str],
    requests: Sequence[PartnerRequest],
) -> GateItem:
    """Return the item of what a partner is asked: everything used is confirmed, or not yet."""
    mine = {request.resource.id: request.state for request in requests if request.resource.id in used}
    no = sorted(code for code, state in mine.items() if state in (RequestState.DECLINED, RequestState.COUNTERED))
    if no:
        words = _DECLINED.say(what=listed(no))
        return GateItem(what=what, owner=owner, state=GateState.REFUSED, because=words, rule=RuleId("P10"), blocks=True)
    if used and all(mine.get(code) is RequestState.CONFIRMED for code in used):
        return _done(what, owner, str(_CONFIRMED), leaving.starts, rule)
    waiting = sorted(code for code in used if mine.get(code) is not RequestState.CONFIRMED)
    words = _WAITING.say(what=listed(waiting)) if mine else str(_NOT_ASKED if used else _NOBODY)
    deadlines = [request.deadline for request in requests if request.deadline is not None]
    return _open(leaving, what, owner, words, min(deadlines, default=leaving.starts), rule)


def _visas(leaving: Leaving) -> GateItem:
    what, owner, rule = GateWhat.VISA, Party.KMAR, RuleId("P40")
    if leaving.country is None or not leaving.country.escort_visa or not leaving.activity.departure.escorted:
        return _needless(what, owner, str(_NO_VISA), rule)
    if not leaving.officers:
        return _open(leaving, what, owner, str(_NO_NAMES), leaving.starts, rule)
    country = leaving.country.country
    lacking = [
        officer.id
        for officer in leaving.officers
        if not any(visa.country == country and visa.until >= leaving.day for visa in officer.visas)
    ]
    if lacking:
        return _open(leaving, what, owner, _LACK_VISA.say(who=listed(lacking)), leaving.starts, rule)
    return _done(what, owner, str(_CONFIRMED), leaving.starts, rule)


def _risk_form(leaving: Leaving) -> GateItem:
    ahead = 0 if leaving.carrier is None else leaving.carrier.risk_form_days
    if not leaving.forced or not ahead:
        return _needless(GateWhat.RISK_FORM, Party.REGIEVOERDER, str(_NOT_FORCED), RuleId("R34a"))
    last = Minute(at(leaving.day - timedelta(days=ahead), 24))
    sent = leaving.activity.departure.risk_form_sent
    return _sent(leaving, GateWhat.RISK_FORM, RuleId("R34a"), sent, last, days(ahead))


def _transit(leaving: Leaving) -> GateItem:
    what, rule = GateWhat.TRANSIT, RuleId("R30")
    transits = (
        () if leaving.flight is None else tuple(t for t in leaving.flight.transits if t.country in TRANSIT_STATES)
    )
    if not leaving.forced or not transits:
        return _needless(what, Party.REGIEVOERDER, str(_NO_TRANSIT), rule)
    ahead = leaving.value("R30", "notice")
    last = Minute(at(day_of(transits[0].arrives) - timedelta(days=ahead), 24))
    return _sent(leaving, what, rule, leaving.activity.departure.transit_requested, last, days(ahead))


def _announcement(leaving: Leaving) -> GateItem:
    what, rule = GateWhat.ANNOUNCEMENT, RuleId("R21")
    detail = leaving.activity.departure
    if detail.transfer is None:
        return _needless(what, Party.REGIEVOERDER, str(_NO_TRANSFER), rule)
    keys = ["notice"]
    keys += ["special"] if detail.transfer.special_needs or any(case.minor for case in leaving.cases) else []
    keys += ["collective"] if detail.transfer.collective else []
    regime = leaving.activity.regime
    found = [leaving.settings.find("R21", f"{k}-{detail.country}", on=leaving.day, regime=regime) for k in keys]
    asked = max((setting.value for setting in found if setting is not None), default=None)
    if asked is None:
        return _needless(what, Party.REGIEVOERDER, _NO_NOTICE.say(country=detail.country), rule)
    last = Minute(at(leaving.calendar.add(leaving.day, -asked), 24))
    return _sent(leaving, what, rule, detail.transfer.announced_on, last, days(asked))


def _sent(leaving: Leaving, what: GateWhat, rule: RuleId, sent: date | None, last: Minute, ahead: str) -> GateItem:
    if sent is None:
        return _open(leaving, what, Party.REGIEVOERDER, _NOT_SENT.say(days=ahead), last, rule)
    words = _SENT.say(day=day(day_start(sent)))
    state = GateState.DONE if day_start(sent) < last else GateState.LATE
    return GateItem(what=what, owner=Party.REGIEVOERDER, state=state, because=words, until=last, rule=rule)


def _open(
    leaving: Leaving, what: GateWhat, owner: Party, because: str, last: Minute, rule: RuleId | None = None
) -> GateItem:
    state = GateState.OPEN if leaving.now <= last else GateState.LATE
    return GateItem(what=what, owner=owner, state=state, because=because, until=last, rule=rule)


def _done(what: GateWhat, owner: Party, because: str, last: Minute, rule: RuleId | None = None) -> GateItem:
    return GateItem(what=what, owner=owner, state=GateState.DONE, because=because, until=last, rule=rule)


def _needless(what: GateWhat, owner: Party, because: str, rule: RuleId | None = None) -> GateItem:
    return GateItem(what=what, owner=owner, state=GateState.NOT_NEEDED, because=because, rule=rule)
