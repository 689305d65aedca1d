"""The documented JSON API for other programs: what the desk can do, under ``/api/v1/``."""
