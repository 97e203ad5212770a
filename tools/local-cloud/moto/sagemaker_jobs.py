"""SageMaker's tasks in moto's Step Functions interpreter (moto 5.2.1), which only hands them on.

`sagemaker:create….sync` waits until its job has ended, gives what Describe says of it, fails if the
job did, and stops the job if the task does not live to see its end. Errors are named as on AWS.

`src/sagemaker-tasks.int-spec.ts` shows that it does.
"""

from __future__ import annotations

import time
from datetime import datetime
from typing import Any, NamedTuple

from botocore.exceptions import ClientError
from moto.stepfunctions.parser.api import HistoryEventType, TaskFailedEventDetails
from moto.stepfunctions.parser.asl.component.common.error_name.custom_error_name import (
    CustomErrorName,
)
from moto.stepfunctions.parser.asl.component.common.error_name.failure_event import (
    FailureEvent,
    FailureEventException,
)
from moto.stepfunctions.parser.asl.component.common.error_name.states_error_name import (
    StatesErrorName,
)
from moto.stepfunctions.parser.asl.component.common.error_name.states_error_name_type import (
    StatesErrorNameType,
)
from moto.stepfunctions.parser.asl.component.state.exec.state_task import (
    state_task_factory,
)
from moto.stepfunctions.parser.asl.component.state.exec.state_task.service import (
    state_task_service_callback as waiting,
)
from moto.stepfunctions.parser.asl.component.state.exec.state_task.service import (
    state_task_service_unsupported as forwarding,
)
from moto.stepfunctions.parser.asl.component.state.exec.state_task.service.resource import (
    ResourceCondition,
)
from moto.stepfunctions.parser.asl.eval.event.event_detail import EventDetails
from moto.stepfunctions.parser.asl.utils.encoding import to_json_str

POLL_SECONDS = 0.2

FAILED = StatesErrorName(typ=StatesErrorNameType.StatesTaskFailed)


class Kind(NamedTuple):
    """A kind of job: the end of its operations' names, its name's member, its status's member."""

    operation: str
    name: str
    status: str


KINDS = {
    f"create{kind}": Kind(operation, f"{kind}Name", f"{kind}Status")
    for kind, operation in {
        "TrainingJob": "training_job",
        "TransformJob": "transform_job",
        "HyperParameterTuningJob": "hyper_parameter_tuning_job",
        "ProcessingJob": "processing_job",
        "LabelingJob": "labeling_job",
    }.items()
}

OTHER_ACTIONS = {"createEndpoint", "createEndpointConfig", "createModel", "updateEndpoint"}

# Exceptions of SageMaker's model; any other error has the name of the service's own.
MODELLED = {"ResourceInUse", "ResourceLimitExceeded", "ResourceNotFound"}


class SageMakerTask(waiting.StateTaskServiceCallback):
    """`arn:aws:states:::sagemaker:…`, as a request or `.sync`."""

    def __init__(self):
        super().__init__(supported_integration_patterns={ResourceCondition.Sync})

    def _validate_service_integration_is_supported(self):
        action, condition = self.resource.api_action, self.resource.condition
        waits = condition == ResourceCondition.Sync
        if action not in KINDS and (waits or action not in OTHER_ACTIONS):
            self._refuse()
        if condition is not None and not waits:
            self._refuse()

    def _refuse(self):
        raise ValueError(
            f"The resource provided {self.resource.resource_arn} is not recognized. The value is "
            "not a valid resource ARN, or the resource is not available in this region."
        )

    def _eval_service_task(
        self, env, resource_runtime_part, normalised_parameters, state_credentials
    ):
        client = self._client(resource_runtime_part, state_credentials)
        response = getattr(client, self._get_boto_service_action())(**normalised_parameters)
        env.stack.append(plain(response))

    def _eval_integration_pattern(
        self, env, resource_runtime_part, normalised_parameters, state_credentials
    ):
        env.stack.pop()
        kind = KINDS[self.resource.api_action]
        client = self._client(resource_runtime_part, state_credentials)
        job = {kind.name: normalised_parameters[kind.name]}
        while env.is_running():
            description = plain(getattr(client, f"describe_{kind.operation}")(**job))
            status = description[kind.status]
            if status == "Completed":
                env.stack.append(description)
                return
            if status in ("Failed", "Stopped"):
                raise FailureEventException(
                    self._failure(env, FAILED, "States.TaskFailed", to_json_str(description))
                )
            time.sleep(POLL_SECONDS)
        # Stopped, timed out, or a parallel branch has failed: nobody waits for the job any more.
        getattr(client, f"stop_{kind.operation}")(**job)
        env.stack.append({})

    def _after_eval_execution(self, env, *args, **kwargs):
        if env.is_running():
            super()._after_eval_execution(env, *args, **kwargs)
        elif self._is_integration_pattern():
            # Stopped while the job was being created.
            self._eval_integration_pattern(env, *args, **kwargs)

    def _client(self, resource_runtime_part, state_credentials):
        return forwarding.boto_client_for(
            service="sagemaker",
            region=resource_runtime_part.region,
            state_credentials=state_credentials,
        )

    def _from_error(self, env, ex):
        if not isinstance(ex, ClientError):
            return super()._from_error(env=env, ex=ex)
        code, message = ex.response["Error"]["Code"], ex.response["Error"]["Message"]
        about = ex.response["ResponseMetadata"]
        name = f"SageMaker.{code if code in MODELLED else 'AmazonSageMaker'}Exception"
        details = (
            f"Service: AmazonSageMaker; Status Code: {about['HTTPStatusCode']}; "
            f"Error Code: {code}; Request ID: {about.get('RequestId')}; Proxy: null"
        )
        return self._failure(env, CustomErrorName(name), name, f"{message} ({details})")

    def _failure(self, env, error_name, error: str, cause: str) -> FailureEvent:
        return FailureEvent(
            env=env,
            error_name=error_name,
            event_type=HistoryEventType.TaskFailed,
            event_details=EventDetails(
                taskFailedEventDetails=TaskFailedEventDetails(
                    resource=self._get_sfn_resource(),
                    resourceType=self._get_sfn_resource_type(),
                    error=error,
                    cause=cause,
                )
            ),
        )


def plain(value: Any) -> Any:
    """A response as Step Functions hands it on: times in milliseconds, no metadata."""
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items() if k != "ResponseMetadata"}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return round(value.timestamp() * 1000) if isinstance(value, datetime) else value


def mend() -> None:
    """Makes SageMaker's tasks those above."""
    task_for = state_task_factory.state_task_service_for

    def task_or_sagemakers(service_name):
        return SageMakerTask() if service_name == "sagemaker" else task_for(service_name)

    state_task_factory.state_task_service_for = task_or_sagemakers
