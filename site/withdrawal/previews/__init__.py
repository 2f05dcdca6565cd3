"""Seeing a text before saying yes to it."""
