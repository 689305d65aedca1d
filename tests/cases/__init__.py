"""Small problems with answers worked out by hand, each through the whole search. The comment shows how."""
