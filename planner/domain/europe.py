"""States among which return by air is assisted: where a transit is asked for under Directive 2003/110/EC.

Not allowed here: rules about transits (see ``solver``).
"""

from planner.domain.ids import CountryCode

_MEMBERS = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT PL PT RO SE SI SK"
_ASSOCIATED = "CH IS LI NO"
TRANSIT_STATES: frozenset[CountryCode] = frozenset(map(CountryCode, f"{_MEMBERS} {_ASSOCIATED}".split()))
"""Member states other than the Netherlands, and those that take part through the Schengen acquis."""
