"""The screens of the protection officers, one module a subject."""
