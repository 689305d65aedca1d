"""Tests of: Bookings, requests to other organisations, their answers, and stand-bys."""
