"""Routes of stops under time windows, in arrays: the compiled search and its plain specification.

Knows stops, requests and routes only; of ``planner`` nothing is imported here but the arithmetic of ``DayTravel``.
"""
