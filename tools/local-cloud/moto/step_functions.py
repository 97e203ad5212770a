"""Mends what moto's Step Functions interpreter does otherwise than AWS (moto 5.2.1).

Each function below states one difference and removes it. All reach into moto's internals, so the
version is pinned and `src/step-functions.int-spec.ts` shows for each that the mend holds.
"""

from __future__ import annotations

import base64
import copy
import os
import sys
import uuid
from collections.abc import Callable
from datetime import datetime
from types import SimpleNamespace

import boto3
from botocore.config import Config
from moto.core.exceptions import AWSError
from moto.core.responses import ActionResult, EmptyResult
from moto.settings import moto_server_port
from moto.stepfunctions.parser import api, models
from moto.stepfunctions.parser.api import (
    ExecutionAbortedEventDetails,
    ExecutionStatus,
    HistoryEventType,
)
from moto.stepfunctions.parser.asl.component.common.timeouts.timeout import (
    TimeoutSeconds,
)
from moto.stepfunctions.parser.asl.component.state import state
from moto.stepfunctions.parser.asl.component.state.exec.state_task.credentials import (
    StateCredentials,
)
from moto.stepfunctions.parser.asl.component.state.exec.state_task.service import (
    state_task_service_callback,
)
from moto.stepfunctions.parser.asl.component.state.exec.state_task.state_task import (
    StateTask,
)
from moto.stepfunctions.parser.asl.eval.callback.callback import (
    CallbackConsumerTimeout,
    CallbackEndpoint,
)
from moto.stepfunctions.parser.asl.eval.environment import Environment
from moto.stepfunctions.parser.asl.eval.event.event_detail import EventDetails
from moto.stepfunctions.parser.asl.eval.event.event_manager import EventManager
from moto.stepfunctions.parser.asl.eval.program_state import ProgramRunning
from moto.stepfunctions.parser.asl.eval.states import ContextObject
from moto.stepfunctions.parser.backend.execution import (
    BaseExecutionWorkerCommunication,
    Execution,
)
from moto.stepfunctions.responses import StepFunctionResponse

Backend = models.StepFunctionsParserBackend
CallbackTask = state_task_service_callback.StateTaskServiceCallback


def mend(on_status_change: Callable[[str, str], None]) -> None:
    """Applies every mend; `on_status_change` is called with an execution's ARN and status."""
    name_errors()
    name_executions()
    clone_state_machines_without_executions()
    close_tokens_of_ended_tasks()
    look_for_tokens_in_all_executions()
    give_each_attempt_its_own_token()
    keep_outcome_that_comes_early()
    pass_cause_of_failure_on()
    stop_at_once()
    act_under_the_role()
    say_in_tokens_whose_they_are()
    say_when_states_are_entered()
    announce_status_changes(on_status_change)


def name_errors() -> None:
    """Errors of the interpreter answer 400 with their name; moto fails over making them (500)."""
    initialise = AWSError.__init__

    def initialise_named(self, message="", exception_type=None, status=None):
        name = type(self).__name__
        initialise(self, message or MESSAGES.get(name, name), exception_type or name, status)

    for error in vars(api).values():
        if isinstance(error, type) and issubclass(error, AWSError) and error is not AWSError:
            error.__init__ = initialise_named


MESSAGES = {
    "InvalidToken": "Invalid Token: 'Invalid token'",
    "TaskDoesNotExist": "Task Does Not Exist: 'Provided task does not exist'",
    "TaskTimedOut": "Task Timed Out: 'Provided task does not exist anymore'",
}


def name_executions() -> None:
    """StartExecution without a name makes one up; moto would call the execution `None`."""
    start = Backend.start_execution

    def start_execution(self, state_machine_arn, name=None, *args, **kwargs):
        return start(self, state_machine_arn, name or str(uuid.uuid4()), *args, **kwargs)

    Backend.start_execution = start_execution


def clone_state_machines_without_executions() -> None:
    """Each execution works on its own copy of the state machine, not of all earlier executions.

    moto copies those too, deeply, with their threads' locks, which cannot be copied.
    """

    def clone(state_machine):
        twin = copy.copy(state_machine)
        twin.executions = []
        return twin

    models.copy = SimpleNamespace(deepcopy=clone)


def close_tokens_of_ended_tasks() -> None:
    """The token of a task that has ended is refused with TaskTimedOut; moto goes on accepting it.

    A heartbeat to a task without HeartbeatSeconds is accepted; moto calls its token invalid.
    """
    interrupt_all = CallbackEndpoint.interrupt_all

    def close(self):
        if self.consumer_error is None:
            self.report(CallbackConsumerTimeout())
        interrupt_all(self)

    def notify_heartbeat(self):
        if self._heartbeat_endpoint:
            self._heartbeat_endpoint.notify()
        return True

    # moto compares the wrapping error with the wrapped one's class, so that none ever matches.
    models.CallbackConsumerTimeout = models.CallbackNotifyConsumerError
    CallbackEndpoint.interrupt_all = close
    CallbackEndpoint.notify_heartbeat = notify_heartbeat


def look_for_tokens_in_all_executions() -> None:
    """Tokens of ended executions are known (and refused as timed out), not invalid."""
    get_executions = Backend._get_executions

    def started_executions(self, execution_status=None):
        executions = get_executions(self)
        return [e for e in executions if e.exec_worker and e.exec_worker.env]

    Backend._get_executions = started_executions


def give_each_attempt_its_own_token() -> None:
    """Retry sends a new task token; moto sends the old one, which already has its outcome.

    The token of an attempt that timed out is closed at once, not with its next heartbeat.
    """
    evaluate = CallbackTask._evaluate_with_timeout

    def evaluate_with_timeout(self, env):
        context = env.states.context_object
        waits_for_token = "Task" in context.context_object_data
        if not waits_for_token:
            return evaluate(self, env)
        if context.context_object_data["State"]["RetryCount"] > 0:
            env.callback_pool_manager.add(context.update_task_token())
        token = context.context_object_data["Task"]["Token"]
        try:
            return evaluate(self, env)
        finally:
            env.callback_pool_manager.get(token).interrupt_all()

    CallbackTask._evaluate_with_timeout = evaluate_with_timeout


def keep_outcome_that_comes_early() -> None:
    """An outcome sent before the Lambda function has returned ends a task with HeartbeatSeconds.

    moto begins to listen only then and would wait for the next heartbeat.
    """
    setup = CallbackEndpoint.setup_heartbeat_endpoint

    def setup_heartbeat_endpoint(self, heartbeat_seconds):
        heartbeat_endpoint = setup(self, heartbeat_seconds)
        if self._notify_event.is_set():
            heartbeat_endpoint.notify()
        return heartbeat_endpoint

    CallbackEndpoint.setup_heartbeat_endpoint = setup_heartbeat_endpoint


def pass_cause_of_failure_on() -> None:
    """SendTaskFailure keeps its cause; moto drops it."""

    def send_task_failure(self):
        self.stepfunction_backend.send_task_failure(
            self._get_param("taskToken"),
            error=self._get_param("error"),
            cause=self._get_param("cause"),
        )
        return EmptyResult()

    StepFunctionResponse.send_task_failure = send_task_failure


def stop_at_once() -> None:
    """StopExecution aborts a task that is waiting; moto lets it wait for its timeout.

    Error and cause of the request are kept. What the interpreter's threads still do afterwards
    changes neither status nor history.
    """
    add_event = EventManager.add_event

    def add_event_unless_closed(self, *args, **kwargs):
        return 0 if getattr(self, "closed", False) else add_event(self, *args, **kwargs)

    def set_error(self, error):
        with self._state_mutex:
            # An error after the end (say a Catch that finds no running program) is no outcome.
            if self._program_state is None or isinstance(self._program_state, ProgramRunning):
                set_error_of_running(self, error)

    set_error_of_running = Environment.set_error
    reflect_status = BaseExecutionWorkerCommunication._reflect_execution_status

    def reflect_status_unless_stopped(self):
        if self.execution.exec_status != ExecutionStatus.ABORTED:
            reflect_status(self)

    def stop(self, stop_date, error, cause):
        if self.exec_status != ExecutionStatus.RUNNING:
            return
        env = self.exec_worker.env
        self.exec_status = ExecutionStatus.ABORTED
        self.stop_date = stop_date
        self.error, self.cause = error, cause
        if env is None:
            return
        env.event_manager.add_event(
            context=env.event_history_context,
            event_type=HistoryEventType.ExecutionAborted,
            event_details=EventDetails(
                executionAbortedEventDetails=ExecutionAbortedEventDetails(error=error, cause=cause)
            ),
        )
        env.event_manager.closed = True
        env.set_stop(stop_date=stop_date, cause=cause, error=error)
        for endpoint in list(env.callback_pool_manager._pool.values()):
            endpoint.interrupt_all()

    def stop_execution(self):
        arn = self._get_param("executionArn")
        execution = self.stepfunction_backend.describe_execution(arn)
        execution.stop(
            stop_date=EventManager._get_current_timestamp(),
            error=self._get_param("error"),
            cause=self._get_param("cause"),
        )
        return ActionResult({"stopDate": execution.stop_date})

    EventManager.add_event = add_event_unless_closed
    Environment.set_error = set_error
    BaseExecutionWorkerCommunication._reflect_execution_status = reflect_status_unless_stopped
    Execution.stop = stop
    StepFunctionResponse.stop_execution = stop_execution


class StateMachineRole(str):
    """ARN of a role, with the name of the state machine that acts under it."""

    state_machine: str


def act_under_the_role() -> None:
    """Tasks call AWS under the state machine's role; moto signs everything with one made-up key.

    The gateway knows the interpreter by its key, and the state machine by the session token.
    """
    evaluate = StateTask._eval_state_credentials

    def eval_state_credentials(self, env):
        credentials = evaluate(self, env)
        role_arn = StateMachineRole(credentials.role_arn)
        context = env.states.context_object.context_object_data
        role_arn.state_machine = context["StateMachine"]["Name"]
        return StateCredentials(role_arn=role_arn)

    def client_for(region, service, state_credentials=None):
        role_arn = getattr(state_credentials, "role_arn", None)
        name = getattr(role_arn, "state_machine", "")
        return boto3.client(
            service,
            region_name=region,
            endpoint_url=f"http://localhost:{moto_server_port()}",
            aws_access_key_id=os.environ["NGWAF_INTERPRETER_KEY"],
            aws_secret_access_key="local",
            aws_session_token=f"state-machine:{name}|{role_arn or ''}",
            config=Config(
                parameter_validation=False,
                retries={"max_attempts": 0, "total_max_attempts": 1},
                connect_timeout=TimeoutSeconds.DEFAULT_TIMEOUT_SECONDS,
                read_timeout=TimeoutSeconds.DEFAULT_TIMEOUT_SECONDS,
            ),
        )

    StateTask._eval_state_credentials = eval_state_credentials
    for name, module in list(sys.modules.items()):
        if name.startswith("moto.stepfunctions") and hasattr(module, "boto_client_for"):
            module.boto_client_for = client_for


def say_in_tokens_whose_they_are() -> None:
    """A task token begins with its state machine's ARN: sending it is allowed by machine."""

    def update_task_token(self):
        arn = self.context_object_data["StateMachine"]["Id"]
        token = base64.b64encode(f"{arn} {uuid.uuid4()}".encode()).decode()
        self.context_object_data["Task"] = {"Token": token}
        return token

    ContextObject.update_task_token = update_task_token


def say_when_states_are_entered() -> None:
    """`$$.State.EnteredTime` is in milliseconds with a Z; moto's has microseconds and an offset."""
    state_data = state.StateData

    def as_on_aws(EnteredTime, Name):  # noqa: N803
        entered = datetime.fromisoformat(EnteredTime)
        return state_data(
            EnteredTime=f"{entered:%Y-%m-%dT%H:%M:%S}.{entered.microsecond // 1000:03}Z",
            Name=Name,
        )

    state.StateData = as_on_aws


def announce_status_changes(on_status_change: Callable[[str, str], None]) -> None:
    """Every start and every end of an execution is announced."""

    def announcing(method, is_start=False):
        def announced(self, *args, **kwargs):
            execution = getattr(self, "execution", self)
            before = execution.exec_status
            result = method(self, *args, **kwargs)
            # A quick execution has ended by now, and its end is announced by its own thread.
            status = ExecutionStatus.RUNNING if is_start else execution.exec_status
            if status != before:
                on_status_change(execution.exec_arn, status.value)
            return result

        return announced

    Execution.start = announcing(Execution.start, is_start=True)
    Execution.stop = announcing(Execution.stop)
    reflect = BaseExecutionWorkerCommunication._reflect_execution_status
    BaseExecutionWorkerCommunication._reflect_execution_status = announcing(reflect)
