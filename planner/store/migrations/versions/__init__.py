"""One module per step, in order of number."""
