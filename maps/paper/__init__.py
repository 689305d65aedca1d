"""Pictures of maps for paper: PNG on A4 at 150 dots per inch, drawn without a browser."""

from maps.paper.day import paper_day, paper_vehicle
from maps.paper.flights import paper_flights

__all__ = ("paper_day", "paper_flights", "paper_vehicle")
