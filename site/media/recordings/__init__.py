"""Recordings: sound and short films for those who would rather listen or watch, each with its words written down.

Three kinds lie in one library and are used through one block: sound and film of our own, whose files go through the
door, and films that lie elsewhere (YouTube, Vimeo), of which a page shows a still until the reader asks for more.
"""
