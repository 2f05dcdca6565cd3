"""The way of a page to its readers: writer, protection officer when people are shown, editor.

It stands on Wagtail's workflows. The guarantee does not lie here but in ``consent.publication``; here each of them
reads what is missing before anything is done.
"""
