"""Films that lie elsewhere: which addresses are known, and where their player is. Nothing here asks the network."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

_YOUTUBE_KEY = re.compile(r"[A-Za-z0-9_-]{11}")
_VIMEO_PATH = re.compile(r"/(?:video/)?(\d{1,12})(?:/([0-9a-f]{6,20}))?/?")
_YOUTUBE_HOSTS = {"youtube.com", "youtube-nocookie.com"}

# The hosts whose players a page may show in a frame, once the reader has asked for it.
PLAYERS = ("https://www.youtube-nocookie.com", "https://player.vimeo.com")


@dataclass(frozen=True)
class FilmElsewhere:
    """A film at a provider: who that is, the page of the film there, and its player.

    The players are those that, by what the providers say, set no cookie before the film is started: YouTube's
    "privacy-enhanced mode" (https://support.google.com/youtube/answer/171780) and Vimeo's ``dnt``
    (https://developer.vimeo.com/player/sdk/embed).
    """

    provider: str
    page: str
    player: str


def film_at(address: str) -> FilmElsewhere | None:
    """Return the film at an address, in any of the forms in which people copy it, or None if it is no known one."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return None
    host = re.sub(r"^(www|m|music)\.", "", parts.hostname)
    if host in _YOUTUBE_HOSTS or host == "youtu.be":
        return _youtube(host, parts.path, parts.query)
    return _vimeo(parts.path, parts.query) if host in ("vimeo.com", "player.vimeo.com") else None


def _youtube(host: str, path: str, query: str) -> FilmElsewhere | None:
    if host == "youtu.be":
        key = path.strip("/")
    elif path == "/watch":
        key = parse_qs(query).get("v", [""])[0]
    else:
        kind, _slash, key = path.strip("/").partition("/")
        key = key if kind in ("embed", "shorts", "live", "v") else ""
    if not _YOUTUBE_KEY.fullmatch(key):
        return None
    player = f"{PLAYERS[0]}/embed/{key}?autoplay=1&rel=0"
    return FilmElsewhere("YouTube", f"https://www.youtube.com/watch?v={key}", player)


def _vimeo(path: str, query: str) -> FilmElsewhere | None:
    found = _VIMEO_PATH.fullmatch(path)
    if found is None:
        return None
    key, secret = found[1], found[2] or parse_qs(query).get("h", [""])[0]
    if not re.fullmatch(r"[0-9a-f]*", secret):
        return None
    page = f"https://vimeo.com/{key}" + (f"/{secret}" if secret else "")
    player = f"{PLAYERS[1]}/video/{key}?dnt=1&autoplay=1" + (f"&h={secret}" if secret else "")
    return FilmElsewhere("Vimeo", page, player)
