"""Tests of the pages of partners."""
