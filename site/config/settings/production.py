"""A public server behind TLS. Whatever cannot be guessed safely must be given in the environment."""

import os

from config.environment import read_production

from .base import *
from .editing import *
from .jobs import *
from .languages import *
from .login import *
from .security import *

ENVIRONMENT = read_production(os.environ)
globals().update(ENVIRONMENT.django_settings())
DEBUG = False
CSRF_TRUSTED_ORIGINS = [ENVIRONMENT.site_url]

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SECOND_FACTOR_REQUIRED = True
