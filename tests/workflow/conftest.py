"""The layer of the workflow: everybody who has a part in publishing, and a story on its way."""

import pytest
from workflow_cases import Team

from home.models import HomePage
from pages.workflow import arranging
from stories.models import StoryIndexPage, StoryPage
from story_factory import give_consent
from team import EDITORS, OFFICERS, WRITERS, member


@pytest.fixture
def team(home: HomePage) -> Team:
    """The roles, with somebody in each."""
    arranging.update_team()
    return Team(
        writer=member("Wanda", WRITERS.name),
        olga=member("Olga", OFFICERS.name),
        rita=member("Rita", OFFICERS.name),
        editor=member("Edith", EDITORS.name),
    )


@pytest.fixture
def story(team: Team, story_index: StoryIndexPage) -> StoryPage:
    """The writer's draft, about somebody whose consent Rita has recorded."""
    page = StoryPage(
        title="A way home",
        slug="a-way-home",
        summary="A summary",
        standfirst="How it began.",
        body=[("text", "<p>What happened.</p>")],
        live=False,
        owner=team.writer,
    )
    story_index.add_child(instance=page)
    page.save_revision(user=team.writer)
    give_consent(page)
    return page
