# Runs on the notebook instance at every start, below the variables that infra puts in front of it.
#
# It must end within five minutes and before the instance is in service, so it only leaves a program
# behind: that one fetches the code of the live release, checks it, and becomes the runner.
set -euo pipefail

export NGWAF_HOME="${NGWAF_HOME:-/home/ec2-user/SageMaker}"
export NGWAF_PYTHON="${NGWAF_PYTHON:-/home/ec2-user/anaconda3/envs/python3/bin/python}"
export AWS_DEFAULT_REGION="$NGWAF_REGION"
mkdir -p "$NGWAF_HOME"

# Where SageMaker's images keep Python changes from one to the next; what it lacks is installed below.
if [ ! -x "$NGWAF_PYTHON" ]; then
  for python in /home/ec2-user/anaconda3/bin/python /opt/conda/bin/python /usr/bin/python3; do
    if [ -x "$python" ]; then
      echo "$NGWAF_PYTHON does not exist: taking $python"
      NGWAF_PYTHON="$python"
      break
    fi
  done
fi

cat > "$NGWAF_HOME/launch.py" <<'PYTHON'
"""Fetches the code of the live release and runs it for the job that holds the lease.

Without such a job (Terraform starts an instance when it creates it) the instance is stopped again.
"""

import datetime
import hashlib
import importlib.util
import io
import json
import os
import shutil
import subprocess
import sys
import tarfile
import time

# What the code imports, with the version that is installed where SageMaker's image has none.
PACKAGES = {
    "boto3": "1.40.0",
    "ipykernel": "6.29.5",
    "nbclient": "0.10.2",
    "nbformat": "5.10.4",
    "numpy": "2.2.6",
    "scipy": "1.15.3",
}
# Terraform, waiting for a new instance, looks every ten seconds and fails if it finds it stopping.
MAX_LINGER_SECONDS = 60

HOME, PYTHON = os.environ["NGWAF_HOME"], os.environ["NGWAF_PYTHON"]
INSTANCE, TABLE = os.environ["NGWAF_NOTEBOOK_INSTANCE"], os.environ["NGWAF_TABLE"]
BUCKET = os.environ["NGWAF_ARTEFACT_BUCKET"]


def install_missing(names):
    """Installs those of the packages that this Python lacks, and says which."""
    wanted = [f"{name}=={PACKAGES[name]}" for name in names if not importlib.util.find_spec(name)]
    if wanted:
        print(f"{PYTHON} lacks packages: installing {' '.join(wanted)}", flush=True)
        pip = [PYTHON, "-m", "pip", "install", "--no-input", "--only-binary", ":all:"]
        subprocess.run([*pip, *wanted], check=True)
        importlib.invalidate_caches()


def item(key):
    import boto3

    found = boto3.client("dynamodb").get_item(
        TableName=TABLE, Key={"job_key": {"S": key}}, ConsistentRead=True
    )
    return found.get("Item", {})


def current_job():
    """The retraining that holds the lease and has not ended, or None."""
    lease = item("_pipeline_status")
    if lease.get("pipeline_available", {"BOOL": True})["BOOL"]:
        return None
    job = item(lease["pipeline_job_key"]["S"])
    # Others hold the lease as well: a switch of models by hand is a job of the kind "switch".
    is_retraining = "kind" not in job and job.get("status", {}).get("S") == "training"
    return job if is_retraining else None


def linger_seconds(age):
    """How long to stay in service: Terraform's looks get rarer the longer it has waited."""
    return max(0, min(age, MAX_LINGER_SECONDS))


def stop_instance():
    """Stops this instance once it is in service and whoever started it can have seen that."""
    import boto3

    sagemaker = boto3.client("sagemaker")
    pause = 0.2
    while True:
        status = sagemaker.describe_notebook_instance(NotebookInstanceName=INSTANCE)
        if status["NotebookInstanceStatus"] != "Pending":
            break
        time.sleep(pause)
        pause = min(pause * 1.5, 10)
    if status["NotebookInstanceStatus"] == "InService":
        age = datetime.datetime.now(datetime.timezone.utc) - status["CreationTime"]
        time.sleep(linger_seconds(age.total_seconds()))
        sagemaker.stop_notebook_instance(NotebookInstanceName=INSTANCE)


def heartbeat(job):
    """Says that the job lives: installing and importing take their time on a small instance."""
    import boto3

    try:
        boto3.client("stepfunctions").send_task_heartbeat(taskToken=job["task_token"]["S"])
    except Exception as error:  # The runner's own heartbeats tell whether anybody waits still.
        print(f"Heartbeat failed: {error}", flush=True)


def fetch_code():
    """Unpacks the live release's bundle after checking its hash; folder and hash."""
    import boto3

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
    try:
        install_missing(["boto3"])
        job = current_job()
    except Exception as error:
        # Nothing will run here, and nobody else knows: an instance that runs costs money.
        print(f"Could not look for a job: {error}", flush=True)
        stop_instance()
        raise
    if job is None:
        print("No job holds the lease: stopping the instance.", flush=True)
        stop_instance()
        return
    try:
        heartbeat(job)
        install_missing(PACKAGES)
        folder, sha256 = fetch_code()
        heartbeat(job)
    except Exception as error:
        import boto3

        print(f"Could not prepare the code: {error}", flush=True)
        boto3.client("stepfunctions").send_task_failure(
            taskToken=job["task_token"]["S"], error="start", cause=f"preparing the code: {error}"
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

# SageMaker runs this script as root; what it starts needs no more than the instance's own user.
as_user=()
if [ "$(id -u)" = 0 ] && id ec2-user > /dev/null 2>&1; then
  chown ec2-user "$NGWAF_HOME" "$NGWAF_HOME/launch.py"
  as_user=(runuser -u ec2-user -- env HOME=/home/ec2-user)
fi

nohup ${as_user[@]+"${as_user[@]}"} "$NGWAF_PYTHON" "$NGWAF_HOME/launch.py" > "$NGWAF_HOME/notebook.log" 2>&1 < /dev/null &
