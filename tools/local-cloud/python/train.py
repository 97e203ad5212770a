"""Runs a training script as the AWS scikit-learn container does in script mode.

`NGWAF_ML_ROOT` stands for `/opt/ml`; the local cloud has put configuration, channels and, in
`code`, the unpacked submit directory there. This process becomes the script, so signals and the
exit code are the script's own.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from ngwaf_container.training_environment import training_variables


def main() -> None:
    root = Path(os.environ["NGWAF_ML_ROOT"])
    code = root / "code"
    environment = {**os.environ, **training_variables(root, code), "PYTHONUNBUFFERED": "1"}
    program = environment["SM_USER_ENTRY_POINT"]
    if not (code / program).is_file():
        sys.exit(f"sagemaker_program {program} is not in the submit directory")
    if (code / "requirements.txt").is_file():
        print(
            "requirements.txt is not installed here: packages are those of this Python", flush=True
        )
    interpreter = [sys.executable] if program.endswith(".py") else ["/bin/sh"]
    os.chdir(code)
    arguments = json.loads(environment["SM_USER_ARGS"])
    os.execve(interpreter[0], [*interpreter, program, *arguments], environment)


if __name__ == "__main__":
    main()
