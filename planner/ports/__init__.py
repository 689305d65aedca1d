"""What the use cases need from the outside, as small Protocols. Not allowed here: implementations."""
