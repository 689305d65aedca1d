"""Measurements of speed and quality, run by `make bench`; nothing here is imported by the product or the tests."""
