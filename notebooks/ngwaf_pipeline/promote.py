"""Switches the live model by hand: `python -m ngwaf_pipeline.promote`.

Called by `npm run ops -- models`, which holds the pipeline's lease meanwhile with the job that is
given here: without the lease nothing is done. Settings come from the `NGWAF_*` variables.
"""

from __future__ import annotations

import argparse
import sys

from .champion import put_live
from .clients import Clients
from .contracts import IN_PROCESS
from .current_job import CurrentJob
from .endpoints import DeploymentError
from .job_store import JobStore, LeaseLostError
from .registry import APPROVED, Registry, UnknownVersionError, Version
from .serving import Serving, serving_of
from .settings import Settings, SettingsError


def promote(
    registry: Registry,
    serving: Serving,
    version: Version,
    reason: str,
    despite_alarms: bool = False,
) -> None:
    """Approves a version and makes it the live one; else all is as before.

    Raises DeploymentError.
    """
    before = serving.live_version()
    # First: what is live is approved at any time.
    registry.set_approval(version, APPROVED, reason)
    try:
        put_live(registry, serving, version, despite_alarms)
    except DeploymentError as error:
        if before not in (None, version.version) and serving.live_version() == version.version:
            serving.switch(registry.get(str(before)), despite_alarms=True)
        if serving.live_version() != version.version:
            registry.set_approval(version, version.approval, f"not promoted: {error}")
        raise


def _announcement(settings: Settings, version: Version) -> str:
    if settings.scoring_mode == IN_PROCESS:
        return f"Making {version.version} the version that functions score with."
    return (
        f"Having {settings.endpoint} serve {version.version}; alarms watch it for "
        f"{settings.bake_seconds} s before the version before it goes."
    )


def main(arguments: list[str] | None = None) -> int:
    """Runs the command; the exit code."""
    parser = argparse.ArgumentParser(prog="ngwaf_pipeline.promote", description=__doc__)
    parser.add_argument("--job", required=True, help="the job that holds the pipeline's lease")
    parser.add_argument("--version", required=True, help="the version that is to be live")
    parser.add_argument("--reason", required=True, help="who wants it and why")
    parser.add_argument(
        "--despite-alarms",
        action="store_true",
        help="switch although alarms ring; the others still guard the switch",
    )
    options = parser.parse_args(arguments)
    try:
        settings = Settings.from_environment()
    except SettingsError as error:
        print(f"{error}. They are Terraform's output pipeline_environment.", file=sys.stderr)
        return 2
    clients = Clients(settings.region)
    registry, serving = Registry(clients, settings), serving_of(clients, settings)
    store = JobStore(clients.dynamodb, settings.table)
    try:
        item = store.find(options.job)
        if item is None:
            raise LeaseLostError(f"{options.job} is not in {settings.table}")
        # Fenced: refused unless this job still holds the lease.
        job = CurrentJob(store, item)
        version = registry.get(options.version)
        job.update(
            model_name=registry.resource_name(version.version),
            previous_endpoint_config=serving.live_config(),
        )
        print(_announcement(settings, version), flush=True)
        promote(registry, serving, version, options.reason, options.despite_alarms)
    except (DeploymentError, LeaseLostError, TimeoutError, UnknownVersionError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
