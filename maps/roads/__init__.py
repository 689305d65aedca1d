"""Roads: a compact graph made from OpenStreetMap, its file, its builder, and the travel times and routes over it.

Nothing of OpenStreetMap is delivered with the program: a service makes or installs a graph itself.
"""
