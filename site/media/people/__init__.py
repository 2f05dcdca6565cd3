"""Who is shown in a picture or recording: the answer that each needs, and the people whom protection officers enter.

Records of people lie in the room of consent; here is only which of them is shown or heard where, and how. Nothing
of it is in Wagtail's own screens: they ask for permissions, which a superuser has.
"""
