"""Why something is not, or is, in a plan. Every claim is worked out twice, in two ways, before it is made."""
