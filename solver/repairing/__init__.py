"""Mending a plan after something happened: what it breaks, and the smallest changes. No storage, no pages."""
