"""Tests of working out sub-problems beside each other."""
