"""The readiness gate of departures, and exceptions to rules."""
