"""What is wrong with something given to the image."""


class InputError(ValueError):
    """Hyperparameters, data or a request of no use; the message says what was expected."""
