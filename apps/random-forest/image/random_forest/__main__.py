"""`python -m random_forest train|serve`: what SageMaker starts a container with."""

import importlib
import sys

COMMANDS = ("train", "serve")


def main(arguments: list[str]) -> int:
    """Runs the command; answers the exit code."""
    if len(arguments) != 1 or arguments[0] not in COMMANDS:
        found = " ".join(arguments) or "nothing"
        print(f"expected one of {', '.join(COMMANDS)}, found {found}", file=sys.stderr)
        return 2
    # Serving needs no scikit-learn, which takes seconds and memory to load.
    return importlib.import_module(f"random_forest.{arguments[0]}").main()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
