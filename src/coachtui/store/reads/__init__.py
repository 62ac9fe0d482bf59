"""Reads by noun: plain SQL through the driver, frozen domain objects out."""
