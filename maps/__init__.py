"""Maps that work without a network: transports of a day, flights over the world, and estimated travel times.

Not allowed in this package: solving, calendars, the database, the web framework.
"""
