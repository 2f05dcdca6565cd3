"""Asking people: the form in plain words, on paper and on an officer's phone."""
