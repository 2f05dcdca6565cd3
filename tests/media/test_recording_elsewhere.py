"""Which addresses of films are known, and where their players are."""

import pytest

from media.recordings.elsewhere import PLAYERS, film_at

YOUTUBE = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"


@pytest.mark.parametrize(
    "address",
    [
        YOUTUBE,
        "http://youtube.com/watch?feature=share&v=dQw4w9WgXcQ&t=42s",
        "https://m.youtube.com/watch?v=dQw4w9WgXcQ#here",
        "https://youtu.be/dQw4w9WgXcQ?si=tracking",
        "https://www.youtube.com/shorts/dQw4w9WgXcQ",
        "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?start=4",
        "  https://www.youtube.com/live/dQw4w9WgXcQ  ",
    ],
)
def test_a_film_at_youtube_is_known_in_every_form(address: str) -> None:
    film = film_at(address)
    assert film is not None
    assert (film.provider, film.page) == ("YouTube", YOUTUBE)
    assert film.player == "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1&rel=0"


@pytest.mark.parametrize(
    ("address", "page", "player"),
    [
        ("https://vimeo.com/76979871", "https://vimeo.com/76979871", "/video/76979871?dnt=1&autoplay=1"),
        ("https://vimeo.com/76979871/ab12cd34ef?x=1", "https://vimeo.com/76979871/ab12cd34ef", "&h=ab12cd34ef"),
        ("https://player.vimeo.com/video/76979871?h=ab12cd34ef", "https://vimeo.com/76979871/ab12cd34ef", "dnt=1"),
    ],
)
def test_a_film_at_vimeo_is_known(address: str, page: str, player: str) -> None:
    film = film_at(address)
    assert film is not None
    assert (film.provider, film.page) == ("Vimeo", page)
    assert film.player.startswith(PLAYERS[1])
    assert player in film.player


@pytest.mark.parametrize(
    "address",
    [
        "",
        "nonsense",
        "https://www.youtube.com/",
        "https://www.youtube.com/watch?v=short",
        "https://www.youtube.com/channel/dQw4w9WgXcQ",
        'https://youtu.be/dQw4w9WgXc"',
        "https://youtube.com.example.org/watch?v=dQw4w9WgXcQ",
        "https://example.org/?u=https://youtu.be/dQw4w9WgXcQ",
        "javascript:alert(1)//youtu.be/dQw4w9WgXcQ",
        "https://vimeo.com/channels/staffpicks",
        "https://vimeo.com/76979871?h=<script>",
        "https://dailymotion.com/video/x7tgad0",
        "https://[::1",
    ],
)
def test_any_other_address_is_not(address: str) -> None:
    assert film_at(address) is None
