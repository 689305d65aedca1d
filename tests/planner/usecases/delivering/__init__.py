"""Tests of: Taking deliveries of facts into the books."""
