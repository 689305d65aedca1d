"""Pictures of maps for paper: PNG on A4, or a part of it, at 150 dots per inch, drawn without a browser."""

from maps.paper.day import paper_day, paper_vehicle
from maps.paper.flights import paper_flights
from maps.paper.ride import paper_ride, ride_words

__all__ = ("paper_day", "paper_flights", "paper_ride", "paper_vehicle", "ride_words")
