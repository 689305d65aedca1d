"""One rule per module, each its own specification; judging a plan loads no optimisation library."""
