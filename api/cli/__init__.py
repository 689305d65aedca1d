"""The command line; the only place that may print for an officer, and no decision is made here."""
