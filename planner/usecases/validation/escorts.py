"""Issues of escorts known by service number.

Not allowed here: who goes along (that is the plan).
"""

from collections.abc import Iterator

from planner.domain.civil import day_of
from planner.domain.issues import Issue, IssueCode
from planner.domain.spelling import numeric_date
from planner.domain.time import Minute
from planner.domain.wording import either
from planner.usecases.validation.sight import Sight


def officer_issues(sight: Sight) -> Iterator[Issue]:
    """Yield escorts who are offered without a passport, or longer than their passport holds."""
    for officer in sight.problem.resources.officers:
        ends = [day_of(Minute(stretch.end - 1)) for stretch in officer.available if stretch.end is not None]
        if not ends:
            continue
        until = officer.passport_until
        if until is None:
            yield Issue(
                code=IssueCode.OFFICER_NO_PASSPORT,
                table="begeleiders",
                subject=officer.id,
                what=either(
                    "is beschikbaar maar heeft geen paspoort, en kan dus op geen vlucht mee",
                    "is available but has no passport, and so can join no flight",
                ),
                remedy=either(
                    "Vul paspoort_tot in, of haal de beschikbaarheid weg.",
                    "Enter paspoort_tot, or take the availability away.",
                ),
            )
        elif until < max(ends):
            yield Issue(
                code=IssueCode.OFFICER_PASSPORT_ENDS,
                table="begeleiders",
                subject=officer.id,
                what=either(
                    f"is beschikbaar tot {numeric_date(max(ends))}, het paspoort geldt tot {numeric_date(until)}",
                    f"is available until {numeric_date(max(ends))}, the passport is valid until {numeric_date(until)}",
                ),
                remedy=either(
                    "Verleng het paspoort; op latere vluchten gaat deze begeleider niet mee.",
                    "Renew the passport; this escort does not join later flights.",
                ),
            )
