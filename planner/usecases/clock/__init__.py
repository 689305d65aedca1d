"""Work by the clock: who leads, what is due, and the jobs themselves."""
