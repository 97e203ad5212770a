"""Names spelt as the TypeScript side spells them."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path

from ngwaf_pipeline import contracts
from ngwaf_pipeline.settings import Settings

GOLDEN = Path(__file__).resolve().parents[3] / "libs" / "contracts" / "golden" / "names.json"


def test_names_are_those_of_the_typescript_side() -> None:
    assert json.loads(GOLDEN.read_text(encoding="utf-8")) == {
        "steps": list(contracts.STEPS),
        "pipelineStatusKey": contracts.PIPELINE_STATUS_KEY,
        "switchKind": contracts.SWITCH,
        "currentNotebookBundle": contracts.CURRENT_NOTEBOOK_BUNDLE,
        "jobScratch": contracts.job_scratch("job-1"),
        "jobRecords": contracts.job_records("job-1"),
        "modelArtefact": contracts.model_artefact("job-1"),
        "champion": contracts.CHAMPION,
        "versionResourceName": contracts.version_resource_name("ngwaf-dev-waf", "job-1"),
        "pipelineEnvironment": [f"NGWAF_{field.name.upper()}" for field in fields(Settings)],
    }
