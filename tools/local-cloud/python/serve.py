"""Serves a model as the AWS scikit-learn container does in script mode.

Environment, as in the container: `SM_MODEL_DIR` (the unpacked artefact), `SAGEMAKER_PROGRAM`,
`SAGEMAKER_SUBMIT_DIRECTORY`, `SAGEMAKER_BIND_TO_PORT`. The port is opened only once the model is
loaded, so a `/ping` that is answered means that requests will be.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from ngwaf_container.handlers import Model, load_script
from ngwaf_container.server import Server


def main() -> None:
    # Our own folder must not answer the user's imports.
    sys.path.remove(str(Path(__file__).resolve().parent))
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    script = load_script(os.environ["SAGEMAKER_PROGRAM"], os.environ["SAGEMAKER_SUBMIT_DIRECTORY"])
    model = Model(script, os.environ["SM_MODEL_DIR"])
    Server(int(os.environ["SAGEMAKER_BIND_TO_PORT"]), model).serve_forever()


if __name__ == "__main__":
    main()
