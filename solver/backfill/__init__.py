"""What could use something that came free, ranked. Not allowed here: changing a plan; people decide."""
