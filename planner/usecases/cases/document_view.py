"""Travel documents as an officer looks at them: until when, on which days one can fly, and what goes wrong before then.

Pure functions. Not allowed here: the calculation itself (``planner.domain.lp_life``) and judging plans (``solver``).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from planner.domain.cases import Case, DocumentState, TravelDocument
from planner.domain.civil import day_of
from planner.domain.flights import CountryRule
from planner.domain.ids import NETHERLANDS, CountryCode
from planner.domain.lp_life import LAISSEZ_PASSER, expires, flying_days
from planner.domain.resources import ClosedDays
from planner.domain.settings import Setting, Settings
from planner.domain.spelling import days, numeric_date
from planner.domain.terms import WorkCalendar, work_calendars
from planner.domain.time import Interval, Minute
from planner.ports.store import Transaction
from planner.usecases.norms.merge_settings import settings_in_force


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentView:
    """A document with what follows from it now. ``flying``: from when to when one can fly with it (None: not)."""

    document: TravelDocument
    expires: Minute | None
    flying: Interval | None
    rule: CountryRule | None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedJourney:
    """A departure that stands in the newest publication."""

    country: CountryCode
    departs: Minute
    arrives: Minute


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRules:
    """What documents are looked at with: rules of countries, settings and Dutch working days."""

    countries: Mapping[CountryCode, CountryRule]
    settings: Settings
    calendar: WorkCalendar

    def notice(self, on: date, case: Case) -> int:
        """Return after how many working days a promised document is there."""
        return self.settings.value("P22", "promised", on=on, regime=case.regime)


def read_rules(books: Transaction) -> DocumentRules:
    """Return the rules as the books have them."""
    return DocumentRules(
        countries={rule.country: rule for rule in books.facts.in_force(CountryRule)},
        settings=Settings(settings_in_force(books.facts.in_force(Setting))),
        calendar=work_calendars(books.facts.in_force(ClosedDays))[NETHERLANDS],
    )


def document_view(
    document: TravelDocument, case: Case, rules: DocumentRules, at: Minute, journey: PlannedJourney | None
) -> DocumentView:
    """Return the document as it stands at a moment, with what stands in the way of the planned journey."""
    rule = rules.countries.get(case.country if journey is None else journey.country)
    today = day_of(at)
    flying = flying_days(document, today, rules.notice(today, case), rules.calendar, rule)
    end = expires(document, rule)
    return DocumentView(
        document=document,
        expires=end,
        flying=flying,
        rule=rule,
        warnings=tuple(_warnings(document, rule, end, flying, journey)) if journey is not None else (),
    )


def _warnings(
    document: TravelDocument,
    rule: CountryRule | None,
    end: Minute | None,
    flying: Interval | None,
    journey: PlannedJourney,
) -> Iterator[str]:
    when = numeric_date(day_of(journey.departs))
    if end is not None and end < journey.arrives:
        last = numeric_date(day_of(Minute(end - 1)))
        yield f"{document.kind} verloopt op {last}, voor het einde van de reis van {when}{_because(rule)}"
    elif document.state is DocumentState.PROMISED and flying is not None:
        if journey.departs < flying.start:
            first = numeric_date(day_of(flying.start))
            yield f"{document.kind} is er na de vluchtgegevens pas op {first}, het vertrek is op {when}{_because(rule)}"
        elif flying.end is not None and flying.end < journey.arrives:
            last = numeric_date(day_of(Minute(flying.end - 1)))
            yield f"{document.kind}, nu gemaakt, geldt tot en met {last}, het vertrek is op {when}{_because(rule)}"
    elif document.state is DocumentState.REFUSED:
        yield f"{document.kind} is geweigerd, het vertrek staat op {when}"


def _because(rule: CountryRule | None) -> str:
    """Name the rule: valid during the whole journey, and for how long the country makes a document."""
    held = "" if rule is None or rule.lp_validity_days is None else f"; landenregel {_asks(rule)}"
    return f" (P22: geldig tijdens de hele reis{held})"


def _asks(rule: CountryRule) -> str:
    after = ", na vluchtgegevens" if rule.lp_after_flight else ""
    return f"{rule.country}: {days(rule.lp_validity_days or 0)}{after}"


def ends_within(view: DocumentView, at: Minute, until: Minute) -> bool:
    """Return whether an LP ends between two moments."""
    return view.document.kind == LAISSEZ_PASSER and view.expires is not None and at < view.expires <= until
