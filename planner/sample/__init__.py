"""Made-up but realistic weeks, the same for the same seed; never real persons."""
