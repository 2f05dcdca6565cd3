"""Who may change which recording."""

from wagtail.permission_policies import OwnershipPermissionPolicy

from media.recordings.models import Recording

# As with pictures: whoever may add recordings may change and delete those that they have added themselves.
permission_policy = OwnershipPermissionPolicy(Recording, owner_field_name="uploaded_by_user")
