"""Rule: the track of a departure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.domain.activities import ActivityKind
from planner.domain.cases import Track
from planner.domain.ids import RuleId
from planner.domain.levels import Level
from planner.domain.spelling import listed, moment
from planner.domain.time import intersection, subtract
from planner.domain.vocabulary import word
from planner.domain.wording import Text
from solver.rule import WindowRule, Word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.domain.activities import Activity
    from planner.domain.ids import CaseId
    from planner.domain.time import Interval
    from solver.known import Known
    from solver.mode import Mode

INDEPENDENT = tuple(track for track in Track if track.independent)


class InsideTrack(WindowRule):
    """A departure starts while its track holds; an open independent track blocks a forced departure."""

    id = RuleId("P21")
    title = Text(nl="Binnen het spoor", en="Inside the track")
    why = Text(
        nl="Het spoor is een besluit van mensen; zelfstandig vertrek gaat altijd voor gedwongen vertrek.",
        en="The track is a decision of people; independent departure always goes before forced departure.",
    )
    source = Text(
        nl="uitgangspunt DT&V: zelfstandig vertrek eerst", en="principle of DT&V: independent departure first"
    )
    level = Level.HARD
    words = frozenset({Word.TIME_WINDOW})
    kinds = frozenset({ActivityKind.DEPARTURE})
    whole = False
    fact = True
    not_on = Text(
        nl="{who}: het spoor {track} geldt {when} niet",
        en="{who}: the track {track} does not hold {when}",
    )
    forced = Text(
        nl="{who}: het spoor {track} geldt {when} niet (of een zelfstandig spoor staat nog open)",
        en="{who}: the track {track} does not hold {when} (or an independent track is still open)",
    )
    in_window = Text(
        nl="in het tijdvenster",
        en="in the time window",
    )

    def allowed(self, known: Known, activity: Activity, mode: Mode) -> Sequence[Interval] | None:
        """Return when everyone is on the track, for a forced one without open independent tracks."""
        return intersection(_stretches(known, case, activity.departure.track) for case in activity.cases)

    def because(self, known: Known, activity: Activity, mode: Mode) -> str:
        """Say which cases are not on the track."""
        track, start = activity.departure.track, mode.fixed_start
        window = (activity.window.start, activity.latest_end)
        off = [
            case
            for case in activity.cases
            if not any(
                s.overlaps(*window) if start is None else s.contains(start) for s in _stretches(known, case, track)
            )
        ]
        when = str(self.in_window) if start is None else moment(start)
        template = self.forced if track is Track.FORCED else self.not_on
        return template.say(who=listed(off or activity.cases), track=word(track), when=when)


def _stretches(known: Known, case: CaseId, track: Track) -> tuple[Interval, ...]:
    on = known.track(case, track)
    if track is not Track.FORCED:
        return on
    return subtract(on, (stretch for other in INDEPENDENT for stretch in known.track(case, other)))
