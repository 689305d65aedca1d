"""Tests of editing by hand."""
