"""Problem in, plan out; no database, no web, and the only package that may import OR-Tools."""
