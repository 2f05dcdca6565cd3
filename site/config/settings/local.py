"""One's own machine: production less what needs TLS, with a secret kept in the data folder."""

import os

from config.environment import read_local

from .base import *
from .editing import *
from .languages import *
from .security import *

ENVIRONMENT = read_local(os.environ)
globals().update(ENVIRONMENT.django_settings())
