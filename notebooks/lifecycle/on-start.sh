# Runs on the notebook instance at every start, below the variables that infra puts in front of it.
#
# It must end within five minutes and before the instance is in service, so it only leaves a program
# behind: that one fetches the code of the live release, checks it, and becomes the runner.
set -euo pipefail

export NGWAF_HOME="${NGWAF_HOME:-/home/ec2-user/SageMaker}"
export NGWAF_PYTHON="${NGWAF_PYTHON:-/home/ec2-user/anaconda3/envs/python3/bin/python}"
export AWS_DEFAULT_REGION="$NGWAF_REGION"
mkdir -p "$NGWAF_HOME"

cat > "$NGWAF_HOME/launch.py" <<'PYTHON'
"""Fetches the code of the live release and runs it for the job that holds the lease.

Without such a job (Terraform starts an instance when it creates it) the instance is stopped again.
"""

import hashlib
import io
import json
import os
import shutil
import sys
import tarfile
import time

import boto3

HOME, PYTHON = os.environ["NGWAF_HOME"], os.environ["NGWAF_PYTHON"]
INSTANCE, TABLE = os.environ["NGWAF_NOTEBOOK_INSTANCE"], os.environ["NGWAF_TABLE"]
BUCKET = os.environ["NGWAF_ARTEFACT_BUCKET"]


def item(key):
    found = boto3.client("dynamodb").get_item(
        TableName=TABLE, Key={"job_key": {"S": key}}, ConsistentRead=True
    )
    return found.get("Item", {})


def current_job():
    """The job that holds the lease and has not ended, or None."""
    lease = item("_pipeline_status")
    if lease.get("pipeline_available", {"BOOL": True})["BOOL"]:
        return None
    job = item(lease["pipeline_job_key"]["S"])
    return job if job.get("status", {}).get("S") == "training" else None


def stop_instance():
    """Stops this instance as soon as it can be stopped: not before it is in service."""
    sagemaker = boto3.client("sagemaker")
    pause = 0.2
    while True:
        status = sagemaker.describe_notebook_instance(NotebookInstanceName=INSTANCE)
        if status["NotebookInstanceStatus"] != "Pending":
            break
        time.sleep(pause)
        pause = min(pause * 1.5, 10)
    if status["NotebookInstanceStatus"] == "InService":
        sagemaker.stop_notebook_instance(NotebookInstanceName=INSTANCE)


def fetch_code():
    """Unpacks the live release's bundle after checking its hash; folder and hash."""
    s3 = boto3.client("s3")
    pointer = json.load(s3.get_object(Bucket=BUCKET, Key="notebooks/current.json")["Body"])
    content = s3.get_object(Bucket=BUCKET, Key=pointer["key"])["Body"].read()
    found = hashlib.sha256(content).hexdigest()
    if found != pointer["sha256"]:
        raise ValueError(f"{pointer['key']}: expected sha256 {pointer['sha256']}, found {found}")
    folder = os.path.join(HOME, "ngwaf")
    shutil.rmtree(folder, ignore_errors=True)
    with tarfile.open(fileobj=io.BytesIO(content), mode="r:gz") as archive:
        archive.extractall(folder)
    return folder, found


def main():
    job = current_job()
    if job is None:
        print("No job holds the lease: stopping the instance.", flush=True)
        stop_instance()
        return
    try:
        folder, sha256 = fetch_code()
    except Exception as error:
        print(f"Could not fetch the code: {error}", flush=True)
        boto3.client("stepfunctions").send_task_failure(
            taskToken=job["task_token"]["S"], error="start", cause=f"fetching the code: {error}"
        )
        return
    os.chdir(folder)
    os.environ["PYTHONPATH"] = folder
    log = os.path.join(HOME, "notebook.log")
    run = ["-m", "ngwaf_pipeline.run", "--log", log, "--code-sha256", sha256]
    sys.stdout.flush()
    os.execv(PYTHON, [PYTHON, *run])


main()
PYTHON

nohup "$NGWAF_PYTHON" "$NGWAF_HOME/launch.py" > "$NGWAF_HOME/notebook.log" 2>&1 < /dev/null &
