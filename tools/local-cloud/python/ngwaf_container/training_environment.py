"""What sagemaker-training-toolkit tells a training script: arguments and `SM_*` variables."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def read_config(root: Path, name: str) -> dict[str, Any]:
    """One of the JSON files in `input/config`."""
    return json.loads((root / "input" / "config" / f"{name}.json").read_text())


def decode_hyperparameters(raw: Mapping[str, str]) -> dict[str, Any]:
    """Hyperparameters arrive as text that usually is JSON; what is not JSON stays as it is."""
    decoded: dict[str, Any] = {}
    for key, value in raw.items():
        try:
            decoded[key] = json.loads(value)
        except ValueError:
            decoded[key] = value
    return decoded


def to_arguments(hyperparameters: Mapping[str, Any]) -> list[str]:
    """`--name value` for each hyperparameter, in the order of their names."""
    arguments: list[str] = []
    for key, value in sorted(hyperparameters.items()):
        arguments += [f"--{key}" if len(key) > 1 else f"-{key}", _argument(value)]
    return arguments


def _argument(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, dict):
        return ",".join(f"{key}={item}" for key, item in sorted(value.items()))
    return str(value)


def to_variables(values: Mapping[str, Any]) -> dict[str, str]:
    """`SM_<NAME>` for each value: text as it is, anything else as compact JSON."""
    return {f"SM_{name.upper()}": _variable(value) for name, value in values.items()}


def _variable(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    return json.dumps(value, sort_keys=True, separators=(",", ":"))


def training_variables(root: Path, code: Path) -> dict[str, str]:
    """The whole `SM_*` environment of a script-mode training job under `root` (`/opt/ml`)."""
    hyperparameters = decode_hyperparameters(read_config(root, "hyperparameters"))
    framework = {k: v for k, v in hyperparameters.items() if k.startswith("sagemaker_")}
    user = {k: v for k, v in hyperparameters.items() if k not in framework}
    program = framework["sagemaker_program"]
    channels = {
        name: str(root / "input" / "data" / name) for name in read_config(root, "inputdataconfig")
    }
    resources = read_config(root, "resourceconfig")
    values: dict[str, Any] = {
        "model_dir": str(root / "model"),
        "input_dir": str(root / "input"),
        "input_config_dir": str(root / "input" / "config"),
        "output_dir": str(root / "output"),
        "output_data_dir": str(root / "output" / "data"),
        "output_intermediate_dir": str(root / "output" / "intermediate"),
        "channels": sorted(channels),
        "current_host": resources["current_host"],
        "current_instance_type": resources["current_instance_type"],
        "hosts": resources["hosts"],
        "network_interface_name": resources["network_interface_name"],
        "num_cpus": os.cpu_count() or 1,
        "num_gpus": 0,
        "log_level": framework.get("sagemaker_container_log_level", 20),
        "framework_module": "sagemaker_sklearn_container.training:main",
        "framework_params": framework,
        "module_dir": framework["sagemaker_submit_directory"],
        "module_name": program[:-3] if program.endswith(".py") else program,
        "user_entry_point": program,
        "user_args": to_arguments(user),
        "resource_config": resources,
        "input_data_config": read_config(root, "inputdataconfig"),
        "hps": user,
    }
    return {
        **to_variables(values),
        **to_variables({f"channel_{name}": path for name, path in channels.items()}),
        **to_variables({f"hp_{name}": value for name, value in user.items()}),
        "SM_TRAINING_ENV": json.dumps(
            {
                **{
                    k: v
                    for k, v in values.items()
                    if k not in ("hps", "user_args", "framework_params")
                },
                "hyperparameters": user,
                "channel_input_dirs": channels,
                "additional_framework_parameters": framework,
                "job_name": os.environ.get("TRAINING_JOB_NAME", ""),
            },
            sort_keys=True,
        ),
        "PYTHONPATH": os.pathsep.join(filter(None, [str(code), os.environ.get("PYTHONPATH")])),
    }
