"""What stays as it is published: the past, the frozen zone, what lies outside the scope, what was fixed or confirmed.

Which appointments are frozen is the rule's to say. Not allowed here: search.
"""

from collections.abc import Collection, Container, Mapping, Sequence

from planner.domain.activities import Activity, MoveDetail
from planner.domain.commitments import PinGrade, RequestState
from planner.domain.ids import ActivityKey
from planner.domain.plan import Appointment
from solver.known import Known
from solver.mode import Mode
from solver.pinned import pinned, put_by_hand
from solver.rule import Rule, WindowRule
from solver.rulebook import RULEBOOK
from solver.rules.frozen_stays import FrozenStays
from solver.standing import published_together


class Settled(Container[ActivityKey]):
    """Which activities have an appointment that no search may change; each is looked at when it is asked about.

    A move does not stay when the departure or presentation it serves, or the move before it, is planned anew.
    ``also`` stays whatever the rules say.
    """

    def __init__(
        self, known: Known, rules: Sequence[Rule] = RULEBOOK, also: Collection[ActivityKey] = frozenset()
    ) -> None:
        self._known, self._rules, self._also = known, rules, also
        self._found: dict[ActivityKey, bool] = {}

    def __contains__(self, key: object) -> bool:
        """Return whether an activity stays."""
        return key in self._also or self._keeps(ActivityKey(str(key)))

    def _keeps(self, key: ActivityKey) -> bool:
        if key not in self._found:
            standing = _standing(self._known, key)
            itself = standing is not None and _stays(self._known, standing, self._rules)
            self._found[key] = itself and all(map(self._keeps, _leans_on(self._known, key)))
        return self._found[key]


def settled(known: Known, rules: Sequence[Rule] = RULEBOOK) -> tuple[Appointment, ...]:
    """Return the appointments that no search may change: published, or put by hand, in the order of publication."""
    keep = Settled(known, rules)
    keys = dict.fromkeys((*known.baseline, *known.placements))
    return tuple(one for key in keys if key in keep and (one := _standing(known, key)) is not None)


def _standing(known: Known, key: ActivityKey) -> Appointment | None:
    """Return what was put by hand, or else what is published, of an activity."""
    return known.placements[key].appointment if put_by_hand(known, key) else known.baseline.get(key)


def rejoined(known: Known, planned: Mapping[ActivityKey, Appointment]) -> tuple[Appointment, ...]:
    """Return the published moves that stay after all: what they serve was planned anew, and where it was published."""
    published = {key: a for key, a in known.baseline.items() if _is_move(known, key) and key not in planned}
    kept = {key: a for key, a in published.items() if _stays(known, a, RULEBOOK)}
    while loose := [key for key in kept if any(not _again(known, planned, kept, on) for on in _leans_on(known, key))]:
        for key in loose:
            del kept[key]
    return tuple(kept.values())


def _is_move(known: Known, key: ActivityKey) -> bool:
    return key in known.activities and isinstance(known.activities[key].detail, MoveDetail)


def _again(
    known: Known,
    planned: Mapping[ActivityKey, Appointment],
    kept: Mapping[ActivityKey, Appointment],
    key: ActivityKey,
) -> bool:
    """Return whether something is planned where it was published."""
    now, published = planned.get(key, kept.get(key)), known.baseline.get(key)
    return now is not None and published is not None and now.start == published.start


def _leans_on(known: Known, key: ActivityKey) -> set[ActivityKey]:
    """Return what must stay for a move to stay; a move before it that is not part of the problem was made long ago."""
    activity = known.activities.get(key)
    detail = activity.detail if activity else None
    if not isinstance(detail, MoveDetail):
        return set()
    served = set() if detail.serves is None else {detail.serves}
    return served | ({detail.after} & known.activities.keys() if detail.after is not None else set())


def _stays(known: Known, published: Appointment, rules: Sequence[Rule]) -> bool:
    activity = known.activities.get(published.activity)
    if activity is None:
        return published.start < known.now
    mode = Mode.of(published, activity)
    if any(isinstance(rule, FrozenStays) and rule.allowed(known, activity, mode) is not None for rule in rules):
        return True
    firm = _pinned(known, published) or _confirmed(known, published)
    together = published_together(known, activity, published)
    return firm and not any(broken_by_facts(known, one, as_was, rules) for one, as_was in together)


def _pinned(known: Known, published: Appointment) -> bool:
    found = pinned(known, published.activity)
    return found is not None and found.grade is PinGrade.ALL and found.appointment == published


def _confirmed(known: Known, published: Appointment) -> bool:
    """Return whether a partner confirmed a resource at the time the appointment uses it."""
    used = {(part.resource, part.start, part.end) for part in published.participations}
    return any(
        request.state is RequestState.CONFIRMED and (request.resource, request.start, request.end) in used
        for request in known.requests.get(published.activity, ())
    )


def broken_by_facts(known: Known, activity: Activity, published: Appointment, rules: Sequence[Rule] = RULEBOOK) -> bool:
    """Return whether a window rule forbids the appointment as it stands."""
    mode = Mode.of(published, activity)
    for rule in rules:
        if not isinstance(rule, WindowRule) or activity.kind not in rule.kinds:
            continue
        if not rule.starts_left(known, activity, mode, (published.start,)):
            return True
    return False
