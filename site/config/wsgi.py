"""The WSGI application that the production server (Granian) loads."""

import os
import sys
from pathlib import Path

PROJECT_DIR = Path(__file__).resolve().parents[2]
for source_root in (PROJECT_DIR / "site", PROJECT_DIR):
    if str(source_root) not in sys.path:
        sys.path.insert(0, str(source_root))

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

from django.core.wsgi import get_wsgi_application  # noqa: E402

application = get_wsgi_application()
