"""The addresses of the story feeds, under the prefix of each language."""

from django.urls import path

from stories.feeds import StoryAtomFeed, StoryRssFeed

app_name = "stories"
urlpatterns = [
    path("feeds/stories.rss", StoryRssFeed(), name="rss"),
    path("feeds/stories.atom", StoryAtomFeed(), name="atom"),
]
