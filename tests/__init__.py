"""Tests, laid out as the packages they test; nothing here is imported by the product."""
