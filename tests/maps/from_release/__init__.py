"""Tests of building view-models from a release."""
