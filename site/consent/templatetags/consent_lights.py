"""The traffic light as a template tag, for the screens of editors."""

from typing import Any
from uuid import UUID

from django import template

from consent.cms.lights import TrafficLight
from consent.cms.story_lights import traffic_light as light_of_story

register = template.Library()


@register.inclusion_tag("consent/traffic_light.html", name="traffic_light")
def show_traffic_light(translation_key: UUID) -> dict[str, TrafficLight]:
    """Show the light of a story."""
    return {"light": light_of_story(translation_key)}


@register.filter
def of(mapping: dict[Any, Any], key: Any) -> Any:
    """Return what a mapping holds under a key."""
    return mapping.get(key)
