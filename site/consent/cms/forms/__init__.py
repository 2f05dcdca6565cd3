"""The forms of the protection officers, one module a subject."""
