"""Makes the first endpoint: `python -m ngwaf_pipeline.bootstrap`.

It serves the version that was live last, where there was one, else the base model.

Settings come from the `NGWAF_*` variables, which are Terraform's output `pipeline_environment`;
region, credentials and endpoint from the usual AWS variables. Does nothing if there is an endpoint.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from .champion import ensure_champion
from .clients import Clients
from .endpoints import Endpoints
from .registry import Registry
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
    print(f"Looking for the endpoint {settings.endpoint} …", flush=True)
    version, is_new = ensure_champion(
        Registry(clients, settings), Endpoints(clients, settings), options.artefact
    )
    what = "now serves" if is_new else "exists and serves"
    print(f"The endpoint {settings.endpoint} {what} {version.version}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
