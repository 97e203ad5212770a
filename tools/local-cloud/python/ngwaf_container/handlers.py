"""The user's inference script: which handlers it has, and what stands in for those it has not.

`model_fn(model_dir)` is required. Either `transform_fn(model, body, content_type, accept)` does
everything else, or `input_fn(body, content_type)`, `predict_fn(data, model)` and
`output_fn(prediction, accept)` do, each with a default.
"""

from __future__ import annotations

import http
import importlib
import json
import sys
import threading
import traceback
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from ngwaf_container import content


class Reply(NamedTuple):
    """Status, body and content type of an answer."""

    status: int
    body: bytes
    content_type: str


def load_script(program: str, directory: str) -> ModuleType:
    """Imports the user's script from its directory, which becomes the first place of imports."""
    if not (Path(directory) / program).is_file():
        raise FileNotFoundError(f"SAGEMAKER_PROGRAM {program} is not in {directory}")
    sys.path.insert(0, directory)
    return importlib.import_module(program[:-3] if program.endswith(".py") else program)


class Model:
    """A loaded model with the handlers around it."""

    def __init__(self, script: ModuleType, model_dir: str) -> None:
        if not hasattr(script, "model_fn"):
            raise NotImplementedError("Please provide a model_fn implementation.")
        self._model = script.model_fn(model_dir)
        self._input_fn = getattr(script, "input_fn", _default_input_fn)
        self._predict_fn = getattr(script, "predict_fn", _default_predict_fn)
        self._output_fn = getattr(script, "output_fn", content.encode)
        self._transform_fn = getattr(script, "transform_fn", None)
        # Workers of the container take one request at a time: scripts need not be thread-safe.
        self._one_at_a_time = threading.Lock()

    def answer(self, body: bytes, content_type: str, accept: str) -> Reply:
        """Runs the handlers; their errors become a 415, a 406 or a 500 with the trace."""
        try:
            data: Any = body.decode() if content_type in content.TEXT_TYPES else body
            with self._one_at_a_time:
                return self._run(data, content_type, accept)
        except Exception as error:  # whatever a user's script raises is an answer, not our end
            traceback.print_exc()
            return _failure(error, http.HTTPStatus.INTERNAL_SERVER_ERROR)

    def _run(self, body: Any, content_type: str, accept: str) -> Reply:
        if self._transform_fn is not None:
            return _success(self._transform_fn(self._model, body, content_type, accept), accept)
        try:
            data = self._input_fn(body, content_type)
        except content.UnsupportedFormatError as error:
            return _failure(error, http.HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
        prediction = self._predict_fn(data, self._model)
        try:
            return _success(self._output_fn(prediction, accept), accept)
        except content.UnsupportedFormatError as error:
            return _failure(error, http.HTTPStatus.NOT_ACCEPTABLE)


def _default_input_fn(body: Any, content_type: str) -> Any:
    import numpy as np

    array = content.decode(body, content_type)
    return array.astype(np.float32) if content_type in content.TEXT_TYPES else array


def _default_predict_fn(data: Any, model: Any) -> Any:
    return model.predict(data)


def _success(result: Any, accept: str) -> Reply:
    """What `output_fn` returned: a body, or a body and its content type."""
    body, content_type = result if isinstance(result, tuple) else (result, accept)
    return Reply(200, body if isinstance(body, bytes) else str(body).encode(), content_type)


def _failure(error: Exception, status: http.HTTPStatus) -> Reply:
    body = {
        "error": type(error).__name__,
        "error-message": str(error),
        "stack-trace": traceback.format_exc(),
    }
    return Reply(int(status), json.dumps(body).encode(), content.JSON)
