"""`python -m ngwaf_eval`: see `cli`."""

import sys

from .cli import main

sys.exit(main())
