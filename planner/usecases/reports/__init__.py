"""Reports over weeks and half years. Not allowed here: drawing them (``api``), and ranking anybody or anything."""
