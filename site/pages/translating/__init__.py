"""Translating side by side: wagtail-localize's editor, made part of the team's review.

Its own editor can only publish. Here a translation is kept as a draft, submitted, locked while somebody reads it, and
approved like every other text; what it writes at its own addresses is guarded by the same rights.
"""
