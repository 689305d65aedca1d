"""Tests of documents that people wrote: what they name exists, and what they show is what happens."""
