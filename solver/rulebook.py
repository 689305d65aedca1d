"""The whole rulebook, in reading order. This list is the only register of rules."""

from solver.rule import Rule
from solver.rules.notice_of_departure import NoticeOfDeparture
from solver.rules.one_place_at_a_time import OnePlaceAtATime

RULEBOOK: tuple[Rule, ...] = (
    OnePlaceAtATime(),
    NoticeOfDeparture(),
)
