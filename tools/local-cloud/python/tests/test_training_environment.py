from __future__ import annotations

import json
from pathlib import Path

import pytest

from ngwaf_container.training_environment import (
    decode_hyperparameters,
    to_arguments,
    to_variables,
    training_variables,
)


def test_hyperparameters_are_json_or_text() -> None:
    assert decode_hyperparameters({"a": "1.0", "b": '"text"', "c": "s3://x", "d": "true"}) == {
        "a": 1.0,
        "b": "text",
        "c": "s3://x",
        "d": True,
    }


def test_arguments_are_those_of_the_toolkit() -> None:
    arguments = to_arguments(
        {"rate": 1.0, "n": 2, "flag": True, "none": None, "map": {"b": 1, "a": 2}}
    )

    assert arguments == [
        "--flag",
        "True",
        "--map",
        "a=2,b=1",
        "-n",
        "2",
        "--none",
        "",
        "--rate",
        "1.0",
    ]


def test_variables_are_text_or_compact_json() -> None:
    assert to_variables({"hp_a": True, "hp_b": "x", "hosts": ["algo-1"], "none": None}) == {
        "SM_HP_A": "true",
        "SM_HP_B": "x",
        "SM_HOSTS": '["algo-1"]',
        "SM_NONE": "",
    }


@pytest.fixture
def root(tmp_path: Path) -> Path:
    config = tmp_path / "input" / "config"
    config.mkdir(parents=True)
    files = {
        "hyperparameters": {
            "sagemaker_program": '"train.py"',
            "sagemaker_submit_directory": '"s3://b/code.tar.gz"',
            "l2": "0.5",
        },
        "inputdataconfig": {"validation": {}, "train": {}},
        "resourceconfig": {
            "current_host": "algo-1",
            "current_instance_type": "ml.m5.large",
            "hosts": ["algo-1"],
            "network_interface_name": "lo",
        },
    }
    for name, value in files.items():
        (config / f"{name}.json").write_text(json.dumps(value))
    return tmp_path


def test_a_job_is_told_where_everything_is(root: Path) -> None:
    variables = training_variables(root, root / "code")

    assert variables["SM_MODEL_DIR"] == str(root / "model")
    assert variables["SM_OUTPUT_DATA_DIR"] == str(root / "output" / "data")
    assert variables["SM_CHANNELS"] == '["train","validation"]'
    assert variables["SM_CHANNEL_TRAIN"] == str(root / "input" / "data" / "train")
    assert variables["SM_HPS"] == '{"l2":0.5}'
    assert variables["SM_HP_L2"] == "0.5"
    assert variables["SM_USER_ARGS"] == '["--l2","0.5"]'
    assert variables["SM_MODULE_NAME"] == "train"
    assert json.loads(variables["SM_TRAINING_ENV"])["hyperparameters"] == {"l2": 0.5}
