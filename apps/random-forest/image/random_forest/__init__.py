"""A random forest in SageMaker's container contract: `train` and `serve`."""
