"""Regions that an editor marks to be hidden: the tool in the form, what it sends, and hiding in a stored picture.

How the pixels are taken away is the door's affair (media.door).
"""
