"""What serves the model: an endpoint, or functions by themselves."""

from __future__ import annotations

from .clients import Clients
from .contracts import IN_PROCESS
from .endpoints import Endpoints
from .in_process import InProcess
from .settings import Settings

Serving = Endpoints | InProcess


def serving_of(clients: Clients, settings: Settings) -> Serving:
    """What serves in the environment's scoring mode."""
    made = InProcess if settings.scoring_mode == IN_PROCESS else Endpoints
    return made(clients, settings)
