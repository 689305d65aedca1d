"""Tests of how reports are drawn."""
