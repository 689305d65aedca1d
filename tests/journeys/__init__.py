"""Whole journeys: from the files of a service to what a person opens."""
