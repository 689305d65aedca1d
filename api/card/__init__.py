"""The algorithm card: what the planner is, does and may not, in the shape of the Dutch algorithm register."""
