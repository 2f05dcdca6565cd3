"""How answers travel: cache headers. Knows nothing of what is in a page."""

from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    name = "delivery"
