from __future__ import annotations

import json
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from ngwaf_container.content import CSV, JSON
from ngwaf_container.handlers import Model, load_script


def model_of(**handlers: object) -> Model:
    return Model(SimpleNamespace(**{"model_fn": lambda model_dir: model_dir, **handlers}), "/model")


def test_a_script_needs_model_fn() -> None:
    with pytest.raises(NotImplementedError, match="model_fn"):
        Model(SimpleNamespace(), "/model")


def test_handlers_are_called_in_turn() -> None:
    model = model_of(
        input_fn=lambda body, content_type: (type(body).__name__, content_type),
        predict_fn=lambda data, loaded: [*data, loaded],
        output_fn=lambda prediction, accept: (json.dumps(prediction), "application/x-other"),
    )

    text = model.answer(b"1", JSON, CSV)
    data = model.answer(b"1", "application/x-data", CSV)

    assert (text.status, json.loads(text.body)) == (200, ["str", JSON, "/model"])
    assert json.loads(data.body) == ["bytes", "application/x-data", "/model"]
    assert text.content_type == "application/x-other"


def test_defaults_predict_with_the_model() -> None:
    doubling = SimpleNamespace(predict=lambda data: data * 2)

    reply = model_of(model_fn=lambda _: doubling).answer(b"1,2\n3,4", CSV, JSON)

    assert json.loads(reply.body) == [[2.0, 4.0], [6.0, 8.0]]


def test_transform_fn_does_everything() -> None:
    model = model_of(transform_fn=lambda loaded, body, content_type, accept: f"{loaded} {body}")

    assert model.answer(b"x", JSON, "text/plain").body == b"/model x"


@pytest.mark.parametrize(
    ("content_type", "accept", "status"),
    [("image/png", JSON, 415), (JSON, "image/png", 406)],
)
def test_formats_without_handler_have_their_status(
    content_type: str, accept: str, status: int
) -> None:
    reply = model_of(predict_fn=lambda data, _: data).answer(b"[1]", content_type, accept)

    assert reply.status == status
    assert json.loads(reply.body)["error"] == "UnsupportedFormatError"


def test_what_a_script_raises_is_a_500_that_says_it() -> None:
    def predict_fn(data: object, loaded: object) -> None:
        raise ValueError("no such instance")

    reply = model_of(predict_fn=predict_fn).answer(b"[1]", JSON, JSON)

    assert reply.status == 500
    assert json.loads(reply.body)["error-message"] == "no such instance"


def test_a_body_that_is_not_text_is_a_500_and_not_our_end() -> None:
    assert model_of().answer(b"\xff", JSON, JSON).status == 500


def test_scripts_are_found_in_their_own_folder_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "path", list(sys.path))
    (tmp_path / "my_script.py").write_text("import my_helper\nvalue = my_helper.value")
    (tmp_path / "my_helper.py").write_text("value = 7")

    assert load_script("my_script.py", str(tmp_path)).value == 7
    with pytest.raises(FileNotFoundError, match=r"other\.py is not in"):
        load_script("other.py", str(tmp_path))
