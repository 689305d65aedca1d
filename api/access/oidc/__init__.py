"""Signing in at the organisation's identity provider with OpenID Connect. Not allowed here: sessions and cookies."""
