"""Tests of the route kernel."""
