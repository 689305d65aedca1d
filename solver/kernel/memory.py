"""How a route problem and its plan lie in one array of whole numbers, which is all the compiled functions are given.

Handing over one array costs nothing, handing over dozens costs more than most functions do. A *handle* is the index
at which the row of a node, request or route begins; ``memory[node + LATE]`` is a field of that row. A route is a ring
of nodes: its depot, then its stops in order of time, then the depot again. Not allowed here: filling and computing.
"""

from typing import Final

NOWHERE: Final = 1 << 60
"""Dearer than any place."""

# --- the head: one number each -----------------------------------------------

GRID: Final = 0
DIMENSIONS: Final = 1
COLUMNS: Final = 2
"""Dimensions, and if a vehicle has compartments as many segments: the columns of ``ABOARD`` and ``LOADS``."""
STOPS: Final = 3
REQUESTS: Final = 4
ROUTES: Final = 5
NODE_WIDTH: Final = 6
REQUEST_WIDTH: Final = 7
ROUTE_WIDTH: Final = 8
FIRST_NODE: Final = 9
"""Stops first, then one depot for each route."""
FIRST_REQUEST: Final = 10
FIRST_ROUTE: Final = 11
SHADOW: Final = 12
"""How far behind its row the copy of a row in the current plan lies; the best plan's lies twice as far."""
NEAR: Final = 13
NEAR_WIDTH: Final = 14
KEYS: Final = 15
KEY_COUNT: Final = 16
LIST: Final = 17
"""Room for the stops of one route in order."""
TIMES: Final = 18
"""Room for their starts."""
RIDERS: Final = 19
"""Room for the requests aboard."""
SUMS: Final = 20
"""Room for one number in each column."""
ABSENT: Final = 21
"""Room for all requests, and as many ranks behind them."""
RANDOM: Final = 22
CLOCK: Final = 23
"""The newest stamp of a route."""
TURN: Final = 24
"""How many insertions were made."""
CURRENT_COST: Final = 25
BEST_COST: Final = 26
PATIENT: Final = 27
"""Whether a plan may cost more than it will when it is complete."""
PLACE: Final = 28
"""The place looked at: the node before the pick-up, the node before the delivery, the added cost."""
FOUND: Final = 31
"""The best place so far, likewise, and its route."""
LEFT_ASIDE: Final = 35
"""The place that is not to be taken: the node before the pick-up (NONE for any place), and before the delivery."""
STRETCHES: Final = 37
"""How many stretches of time with a pace of their own there are; 0 when travel is always as in the table."""
SINCE: Final = 38
PACE: Final = 39
UNIT: Final = 40
"""Where the moments between them lie, where the pace of each stretch lies, and what a minute of the table counts."""
TIED: Final = 41
"""How far behind the row of a node the row of its tie lies; 0 when stops start without regard to other routes."""
DEPOTS: Final = 42
"""The first depot: nodes from there on are no stops."""
WORST_PRICE: Final = 43
WORST: Final = 44
"""What a minute of the largest lateness costs, and the largest lateness of the plan that is worked on."""
TRIAL: Final = 45
"""The number of the newest trial."""
TRIED_WORST: Final = 46
"""The largest lateness if the place tried were taken."""
RAISED_LIST: Final = 47
RAISED_COUNT: Final = 48
"""Room for the nodes that the newest trial starts later, and how many they are."""
STACK: Final = 49
"""Room for what is still to be done, two numbers each."""
SHORTLIST: Final = 50
"""Room for the places of both halves of a tie."""
NEAR_IN_TIME: Final = 51
"""Where each stop's neighbours lie, nearest in place and time first (NEAR: in place alone)."""
JOINED: Final = 52
"""The place found for the other half of a tie: the node before it, its start, and its route."""
HEAD: Final = 55

# --- a node --------------------------------------------------------------------

INTO: Final = 0
"""The place that is reached (of a depot: the last place of the route)."""
OUT: Final = 1
"""The place that is left (of a depot: the first place)."""
TRAVEL_FROM: Final = 2
"""Where the travel from here to every place lies."""
TRAVEL_TO: Final = 3
"""Where the travel from every place to here lies."""
EARLIEST: Final = 4
LATEST: Final = 5
"""The window, rounded to the grid; of a depot when the route opens and closes."""
SERVICE: Final = 6
OWNER: Final = 7
"""The request of a stop, the route of a depot."""
NEXT: Final = 8
BEFORE: Final = 9
START: Final = 10
LEAVE: Final = 11
"""Earliest start, and when the node is left then."""
LATE: Final = 12
"""The latest start that keeps the rest of the route in time, ride limits aside."""
LEG: Final = 13
"""The travel from the node before; 0 for the depot of an unused route."""
CHEAPEST: Final = 14
"""The least travel that a delivery adds behind this node or any later one of its route."""
POSITION: Final = 15
ABOARD: Final = 16
"""What is aboard after the node, a number for each column."""

# --- a request -----------------------------------------------------------------

PICKUP: Final = 0
DELIVERY: Final = 1
"""NONE for a visit."""
RIDE: Final = 2
LIMITED: Final = 3
"""Whether the ride limit may bite."""
QUARRELS: Final = 4
"""Whether there is a request it may not ride with."""
CONFLICTS: Final = 5
"""Where its row of the conflict matrix lies."""
PENALTY: Final = 6
FIXED: Final = 7
"""The number of the route it stays on, or NONE."""
CANDIDATES: Final = 8
CANDIDATE_COUNT: Final = 9
"""Where the routes that can serve it are listed, and how many they are."""
MEMOS: Final = 10
"""Where its memos lie, one for each route."""
NUMBER: Final = 11
HOME: Final = 12
"""The route it is on, or NONE."""
MISSED: Final = 13
"""How often it found no place while routes were being emptied."""
LOADS: Final = 14
"""What it takes, a number for each column."""

# --- a route -------------------------------------------------------------------

DEPOT: Final = 0
COMPARTMENTS: Final = 1
SEATS_EACH: Final = 2
COST: Final = 3
TWIN: Final = 4
"""Where is noted in which turn an empty route just like this one was looked at."""
INDEX: Final = 5
LENGTH: Final = 6
TOTAL: Final = 7
"""Its cost with that of its assignments."""
LIMITS: Final = 8
"""How many of its requests have a ride limit that may bite, and one more when the route has breaks: where this is
not 0 the route is timed as a whole."""
CLOSED: Final = 9
"""Whether nothing may be added."""
STAMP: Final = 10
"""Routes with equal stamps are the same stops in the same order."""
TOUCHED: Final = 11
"""Whether it differs from the current plan."""
SEEN: Final = 12
DRIVING: Final = 13
REST: Final = 14
"""The longest driving between breaks, and how long a break is; FAR and 0 without breaks."""
CAPACITY: Final = 15
"""What fits, a number for each dimension."""

# --- a memo: the cheapest place found for a request on a route, while the stamp is the route's ------------------

MEMO_STAMP: Final = 0
MEMO_ADDED: Final = 1
MEMO_PICKUP: Final = 2
MEMO_DELIVERY: Final = 3
ASSIGNMENT_COST: Final = 4
MEMO_WIDTH: Final = 5

# --- the row of a tie, in a problem that has them: ``memory[node + memory[TIED] + MATE]`` ------------------------

MATE: Final = 0
"""The stop whose start is tied to that of this one, or NONE."""
GAP: Final = 1
"""How much later than its mate the stop starts at least; below 0 when it may start before."""
DUE: Final = 2
PRICE: Final = 3
"""The moment after which a start is late, and what a minute of that costs."""
LABEL: Final = 4
"""The start in the trial whose number is TRIED."""
TRIED: Final = 5
TIE_WIDTH: Final = 6

# --- a place on the shortlist ---------------------------------------------------------------------------------------

SHORT_LEAST: Final = 0
"""The least that the place costs by itself."""
SHORT_AT: Final = 1
SHORT_ROUTE: Final = 2
SHORT_START: Final = 3
SHORT_TRAVEL: Final = 4
"""The node before it, its route, the earliest start there, and the cost of travel and assignment."""
SHORT_WIDTH: Final = 5
