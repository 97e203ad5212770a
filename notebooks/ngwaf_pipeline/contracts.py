"""Names that the functions and the notebook must agree on; the TypeScript side is libs/contracts.

The tests compare these with `libs/contracts/golden/names.json`.
"""

from __future__ import annotations

STEPS = (
    "prepare_data",
    "prepare_existing_model",
    "training",
    "deployment",
    "logging",
    "shutdown",
)
PIPELINE_STATUS_KEY = "_pipeline_status"
# The `kind` of a job that is a switch of models by hand.
SWITCH = "switch"
CURRENT_NOTEBOOK_BUNDLE = "notebooks/current.json"
# Which version is live, for those who score in process.
CHAMPION = "live/champion.json"
SCORING_MODES = ("endpoint", "in-process", "endpoint-with-fallback")
IN_PROCESS = "in-process"
THRESHOLDS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


def job_scratch(job_key: str) -> str:
    """Prefix of everything that a job makes on the way; expires."""
    return f"_tmp_train/{job_key}/"


def job_records(job_key: str) -> str:
    """Prefix of the executed notebook, log and reports of a job."""
    return f"jobs/{job_key}/"


def model_artefact(version: str) -> str:
    """Key of a version's artefact."""
    return f"models/{version}/model.tar.gz"


def version_resource_name(endpoint: str, version: str) -> str:
    """Name of the SageMaker model and endpoint config of a version."""
    return f"{endpoint}-{version}"
