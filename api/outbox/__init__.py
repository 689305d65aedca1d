"""Carrying messages: by mail through the organisation's relay, and to programs that listen."""
