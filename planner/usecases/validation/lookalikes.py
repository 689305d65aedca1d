"""Issues of activities that look like one and the same: same case and step, overlapping windows, different keys.

Not allowed here: choosing between them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from planner.domain.activities import Activity, ActivityKind
from planner.domain.ids import ActivityKey
from planner.domain.issues import Issue, IssueCode
from planner.domain.wording import Text, either
from planner.usecases.validation.sight import Sight

TABLES = {
    ActivityKind.CONVERSATION: "gesprekken",
    ActivityKind.PRESENTATION: "presentaties",
    ActivityKind.MEETING: "overleggen",
}
_REMEDY = Text(
    "Is het hetzelfde, haal er dan een weg; anders: geef een van beide een andere stap.",
    "If it is the same, remove one; if not, give one of the two another step.",
)


def lookalike_issues(sight: Sight) -> Iterator[Issue]:
    """Yield activities of a problem that look like another one."""
    return lookalikes(sight.problem.activities)


def lookalikes(activities: Iterable[Activity]) -> Iterator[Issue]:
    """Yield activities of the same case and step in overlapping windows under different keys, each pair once."""
    groups: dict[tuple[str, str], list[Activity]] = defaultdict(list)
    for activity in activities:
        if activity.kind in TABLES:
            for case in activity.cases:
                groups[case, activity.step].append(activity)
    seen: set[tuple[ActivityKey, ActivityKey]] = set()
    for found in groups.values():
        for one, other in combinations(sorted(found, key=lambda a: a.key), 2):
            if (one.key, other.key) not in seen and one.window.overlaps(other.window.start, other.window.end):
                seen.add((one.key, other.key))
                yield lookalike(other, one.key, str(_REMEDY))


def lookalike(activity: Activity, other: str, remedy: str) -> Issue:
    """Return the issue that an activity looks like another one."""
    whose = either("zaak", "case") if activity.cases else either("locatie", "site")
    return Issue(
        code=IssueCode.LOOKALIKE,
        table=TABLES[activity.kind],
        subject=activity.key,
        what=either(
            f"lijkt op {other}: zelfde {whose}, stap en periode",
            f"looks like {other}: the same {whose}, step and period",
        ),
        remedy=remedy,
        activity=activity.key,
    )
