"""The models of the home section."""

from home.models.demonstration import DemonstrationSettings
from home.models.office import OfficeDetails
from home.models.organization_pages import HomePage, LegalPage, OrganizationPage

__all__ = [
    "DemonstrationSettings",
    "HomePage",
    "LegalPage",
    "OfficeDetails",
    "OrganizationPage",
]
