"""Makes the first model live: `python -m ngwaf_pipeline.bootstrap`.

It is the version that was live last, where there was one, else the base model; with an endpoint
that serves it, unless requests are scored in process.

Settings come from the `NGWAF_*` variables, which are Terraform's output `pipeline_environment`;
region, credentials and endpoint from the usual AWS variables. Does nothing where a model is live.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from .champion import ensure_champion
from .clients import Clients
from .contracts import IN_PROCESS
from .registry import Registry
from .serving import serving_of
from .settings import Settings, SettingsError


def main(arguments: list[str] | None = None) -> int:
    """Runs the command; the exit code."""
    parser = argparse.ArgumentParser(prog="ngwaf_pipeline.bootstrap", description=__doc__)
    parser.add_argument(
        "--artefact",
        type=Path,
        help="model.tar.gz to start with, whatever was live before",
    )
    options = parser.parse_args(arguments)
    try:
        settings = Settings.from_environment()
    except SettingsError as error:
        print(f"{error}. They are Terraform's output pipeline_environment.", file=sys.stderr)
        return 2
    if options.artefact and not options.artefact.is_file():
        print(f"{options.artefact} does not exist", file=sys.stderr)
        return 2
    clients = Clients(settings.region)
    where = (
        "Scoring in process"
        if settings.scoring_mode == IN_PROCESS
        else f"The endpoint {settings.endpoint}"
    )
    print(f"{where}: looking for the live model …", flush=True)
    version, is_new = ensure_champion(
        Registry(clients, settings), serving_of(clients, settings), options.artefact
    )
    print(f"{where}: {version.version} is live{' now' if is_new else ' already'}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
