"""The ways in (web, command line, clock) and the composition root; no planning decision is made here."""
