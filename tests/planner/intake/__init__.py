"""Tests of reading and writing deliveries."""
