"""Tests of the pages of a regievoerder."""
