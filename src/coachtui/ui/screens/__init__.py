"""Screens by noun; each is a `Frame` with a body, or a `Dialog`."""
