"""Routes of stops under time windows, in arrays: the compiled search and its plain specification.

Knows stops, requests and routes only; nothing of ``planner`` is imported here.
"""
