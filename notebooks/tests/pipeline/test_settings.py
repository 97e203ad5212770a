from __future__ import annotations

from dataclasses import fields

import pytest

from ngwaf_pipeline.settings import Settings, SettingsError

ENVIRONMENT = {f"NGWAF_{field.name.upper()}": "3" for field in fields(Settings)}
ENVIRONMENT["NGWAF_TAGS"] = "project=ngwaf,environment=test"
ENVIRONMENT["NGWAF_SCORING_MODE"] = "in-process"


def test_reads_numbers_lists_and_names() -> None:
    settings = Settings.from_environment({**ENVIRONMENT, "NGWAF_ROLLBACK_ALARMS": "a,b"})

    assert (settings.versions_kept, settings.rollback_alarms, settings.table) == (
        3,
        ("a", "b"),
        "3",
    )


def test_reads_tags_and_takes_no_time_to_bake() -> None:
    settings = Settings.from_environment({**ENVIRONMENT, "NGWAF_BAKE_SECONDS": "0"})

    assert settings.bake_seconds == 0
    assert settings.tags == (("project", "ngwaf"), ("environment", "test"))


def test_refuses_tags_without_a_value() -> None:
    with pytest.raises(SettingsError, match="NGWAF_TAGS must be key=value"):
        Settings.from_environment({**ENVIRONMENT, "NGWAF_TAGS": "project=ngwaf,environment"})


def test_no_alarms_are_no_alarms() -> None:
    environment = {**ENVIRONMENT, "NGWAF_ROLLBACK_ALARMS": ""}

    assert Settings.from_environment(environment).rollback_alarms == ()


def test_scores_by_the_endpoint_unless_told_otherwise() -> None:
    untold = {name: text for name, text in ENVIRONMENT.items() if name != "NGWAF_SCORING_MODE"}

    assert Settings.from_environment(untold).scoring_mode == "endpoint"
    assert Settings.from_environment(ENVIRONMENT).scoring_mode == "in-process"


def test_refuses_a_scoring_mode_that_there_is_not() -> None:
    with pytest.raises(SettingsError, match="NGWAF_SCORING_MODE must be one of endpoint, in-"):
        Settings.from_environment({**ENVIRONMENT, "NGWAF_SCORING_MODE": "both"})


def test_no_key_is_no_key() -> None:
    environment = {**ENVIRONMENT, "NGWAF_KMS_KEY_ARN": ""}

    assert Settings.from_environment(environment).kms_key_arn is None


def test_names_every_variable_at_fault_and_no_value() -> None:
    environment = {**ENVIRONMENT, "NGWAF_TABLE": "", "NGWAF_HEARTBEAT_SECONDS": "soon"}

    with pytest.raises(SettingsError) as caught:
        Settings.from_environment(environment)

    assert "NGWAF_TABLE is missing" in str(caught.value)
    assert "NGWAF_HEARTBEAT_SECONDS must be a whole number" in str(caught.value)
    assert "soon" not in str(caught.value)
