"""What the pipeline is run with: the `NGWAF_*` variables that infra writes."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields

from .contracts import SCORING_MODES


class SettingsError(Exception):
    """Variables are missing or malformed; the message names them, never their values."""


def _pair(text: str) -> tuple[str, str]:
    key, _, value = text.partition("=")
    return key.strip(), value.strip()


@dataclass(frozen=True)
class Settings:
    """Names of the stack's resources and how training and serving are sized."""

    region: str
    table: str
    bucket: str
    artefact_bucket: str
    notebook_instance: str
    endpoint: str
    # How requests are scored; in process alone there is no endpoint.
    scoring_mode: str
    model_package_group: str
    execution_role_arn: str
    training_image: str
    serving_image: str
    training_instance_type: str
    endpoint_instance_type: str
    endpoint_instance_count: int
    rollback_alarms: tuple[str, ...]
    heartbeat_seconds: int
    versions_kept: int
    # How long a new version serves under the alarms' watch before the one before it goes.
    bake_seconds: int
    # What the pipeline makes is tagged with these: for the bill, and to know what is ours.
    tags: tuple[tuple[str, str], ...]
    # Encrypts volumes and what training jobs write; None where AWS's own keys do.
    kms_key_arn: str | None

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """Reads `NGWAF_<FIELD>` for each field.

        Raises SettingsError naming every variable that is missing or malformed.
        """
        problems: list[str] = []
        values: dict[str, object] = {}
        for field in fields(cls):
            name = f"NGWAF_{field.name.upper()}"
            text = environment.get(name)
            if field.name == "rollback_alarms":
                values[field.name] = tuple(part for part in (text or "").split(",") if part)
            elif field.name == "kms_key_arn":
                values[field.name] = text or None
            elif field.name == "scoring_mode":
                # Stacks from before there was a choice say nothing.
                values[field.name] = text or SCORING_MODES[0]
                if values[field.name] not in SCORING_MODES:
                    problems.append(f"{name} must be one of {', '.join(SCORING_MODES)}")
            elif not text:
                problems.append(f"{name} is missing")
            elif field.name == "tags":
                pairs = tuple(_pair(part) for part in text.split(","))
                if all(key and value for key, value in pairs):
                    values[field.name] = pairs
                else:
                    problems.append(f"{name} must be key=value,key=value")
            elif field.type == "int":
                least = 0 if field.name == "bake_seconds" else 1
                if text.isdecimal() and int(text) >= least:
                    values[field.name] = int(text)
                else:
                    problems.append(f"{name} must be a whole number from {least}")
            else:
                values[field.name] = text
        if problems:
            raise SettingsError("; ".join(problems))
        return cls(**values)  # type: ignore[arg-type]
