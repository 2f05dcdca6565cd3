"""One's own machine: production less what needs TLS, with a secret kept in the data folder."""

import os

from config.environment import read_local

from .base import *
from .editing import *
from .jobs import *
from .languages import *
from .login import *
from .security import *

ENVIRONMENT = read_local(os.environ)
globals().update(ENVIRONMENT.django_settings())
# There is no TLS here; browsers accept security keys at http://localhost all the same.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
