"""Prints, as JSON by service, what has a prefix in its name: `left_over.py <prefix>`."""

import json
import sys

import boto3

PREFIX = sys.argv[1]


def items(service, operation, key, **arguments):
    """All items of a list, page by page."""
    client = boto3.client(service)
    if not client.can_paginate(operation):
        return getattr(client, operation)(**arguments).get(key, [])
    pages = client.get_paginator(operation).paginate(**arguments)
    return [item for page in pages for item in page.get(key, [])]


# Service, operation, key of the list, key of the name.
LISTS = [
    ("apigateway", "get_api_keys", "items", "name"),
    ("apigateway", "get_rest_apis", "items", "name"),
    ("apigateway", "get_usage_plans", "items", "name"),
    ("cloudwatch", "describe_alarms", "MetricAlarms", "AlarmName"),
    ("dynamodb", "list_tables", "TableNames", None),
    ("ecr", "describe_repositories", "repositories", "repositoryName"),
    ("events", "list_rules", "Rules", "Name"),
    ("iam", "list_roles", "Roles", "RoleName"),
    ("lambda", "list_functions", "Functions", "FunctionName"),
    ("logs", "describe_log_groups", "logGroups", "logGroupName"),
    ("s3", "list_buckets", "Buckets", "Name"),
    ("sagemaker", "list_endpoint_configs", "EndpointConfigs", "EndpointConfigName"),
    ("sagemaker", "list_endpoints", "Endpoints", "EndpointName"),
    (
        "sagemaker",
        "list_model_package_groups",
        "ModelPackageGroupSummaryList",
        "ModelPackageGroupName",
    ),
    ("sagemaker", "list_models", "Models", "ModelName"),
    (
        "sagemaker",
        "list_notebook_instance_lifecycle_configs",
        "NotebookInstanceLifecycleConfigs",
        "NotebookInstanceLifecycleConfigName",
    ),
    (
        "sagemaker",
        "list_notebook_instances",
        "NotebookInstances",
        "NotebookInstanceName",
    ),
    ("scheduler", "list_schedules", "Schedules", "Name"),
    ("sns", "list_topics", "Topics", "TopicArn"),
    ("sqs", "list_queues", "QueueUrls", None),
    ("ssm", "describe_parameters", "Parameters", "Name"),
    ("stepfunctions", "list_state_machines", "stateMachines", "name"),
]

found = {}
for service, operation, key, name_key in LISTS:
    names = [
        item if name_key is None else item[name_key]
        for item in items(service, operation, key)
    ]
    # Roles of continuous integration are the bootstrap's.
    ours = [name for name in names if PREFIX in name and "-ci-" not in name]
    if ours:
        found[f"{service} {operation}"] = sorted(ours)

running = items(
    "sagemaker", "list_training_jobs", "TrainingJobSummaries", StatusEquals="InProgress"
)
if running:
    found["sagemaker list_training_jobs"] = [job["TrainingJobName"] for job in running]
print(json.dumps(found))
