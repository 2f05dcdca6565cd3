"""The public addresses of the room, under the prefix of each language.

They are not translated: the first stands on paper and is read out on the telephone. Without a language it leads to
that of the reader's browser.
"""

from django.urls import path

from withdrawal.previews import public as previews
from withdrawal.requests import public as requests
from withdrawal.taking_back import withdraw_with_code

app_name = "your_story"
urlpatterns = [
    path("withdraw/", withdraw_with_code, name="withdraw"),
    path("withdraw/ask/", requests.ask, name="ask"),
    path("your-story/<str:token>/", previews.preview, name="preview"),
    path("your-story/<str:token>/pictures/<str:name>", previews.picture, name="preview_picture"),
]
