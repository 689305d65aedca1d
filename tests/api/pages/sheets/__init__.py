"""Tests of the sheets of KMar and DJI."""
