"""Random weeks: small worlds with everything in them, drawn without looking whether they can be planned."""
