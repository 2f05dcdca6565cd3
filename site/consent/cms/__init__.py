"""What people see of consent in the CMS.

Protection officers get screens of their own, under addresses that ask for membership of their group and nothing
else. Editors get a traffic light and the lists of health words. No model that says something of a person is a snippet,
a page, a setting or in a chooser: Wagtail's own views would ask for permissions, which a superuser has.
"""

from consent.cms.lights import Colour, PersonLight, TrafficLight
from consent.cms.story_lights import traffic_light

__all__ = ["Colour", "PersonLight", "TrafficLight", "traffic_light"]
