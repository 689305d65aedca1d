"""Tests of the frame of the web pages."""
