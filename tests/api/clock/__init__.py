"""Tests of the clock that wakes up, and of its page."""
