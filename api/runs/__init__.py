"""Solving from the web: jobs with progress, comparing plans, publishing."""
