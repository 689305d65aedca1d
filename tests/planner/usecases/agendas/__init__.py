"""Tests of: Calendars of a release, leave to fetch them, and absences from people's own calendars."""
