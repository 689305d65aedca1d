"""Steps from one version of the tables to the next. Not allowed here: anything the program runs otherwise."""
