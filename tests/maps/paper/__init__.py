"""Tests of pictures for paper."""
