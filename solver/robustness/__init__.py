"""How well a plan stands up to bookings that fall out. Not allowed here: changing a plan, and ortools."""
