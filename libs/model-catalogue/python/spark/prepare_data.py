"""Prepares a training's data with Spark, where it is too large for the function prepare-data.

Writes what that writes: `train/data.csv` and `validation/data.csv` (folders of parts here),
`test/features.jsonl`, `test/labels.csv`, and the baseline of features.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from ngwaf_features import Features, feature_plan, find_model
from ngwaf_features.columns import day_of
from ngwaf_features.histograms import histogram_of
from ngwaf_features.labels import (
    Dropped,
    Fault,
    UserEvents,
    events_of_user,
    manifest_item,
    row_labeller,
)
from ngwaf_features.split import split_of

SAMPLE_ROWS = 10_000
# So many are compared on: more tell nothing more, and one instance scores them in minutes.
MAX_TEST_ROWS = 100_000
# As in `chooseInstances`: what the largest training instance takes.
MAX_TRAINING_BYTES = 382 * 2**30 / 16
BYTES_PER_NUMBER = 8
LEAST_PER_LABEL = {"train": 10, "validation": 2, "test": 5}


class Prepared(NamedTuple):
    """A row; `split` is fault or dropped where it is not used, and `detail` says why."""

    split: str
    detail: str
    user: str = ""
    values: tuple[float | None, ...] = ()
    label: int = 0


class Source(NamedTuple):
    """What labels are made of, sent to every worker."""

    model: str
    events: dict[str, UserEvents]
    last_day: int
    asked: dict[str, int]
    """Labels that people gave, by user."""


def prepare_rows(rows: Iterable[dict[str, Any]], source: Source) -> Iterator[Prepared]:
    """Checks, transforms, labels and splits rows: what runs on the workers."""
    entry = find_model(source.model)
    plan = feature_plan(entry["input"])
    training = entry["training"]
    fields = [entry["input"]["id"], *(column["name"] for column in entry["input"]["columns"])]
    label_of = row_labeller(entry["labelling"], source.events, source.last_day)
    for row in rows:
        # Spark reads an empty cell as null.
        cells = {name: "" if value is None else value for name, value in row.items()}
        features = plan.apply({name: cells[name] for name in fields if name in cells})
        if not isinstance(features, Features):
            yield Prepared("fault", f"{features[0].field}: {features[0].message}")
            continue
        asked = source.asked.get(features.id)
        label = label_of(features.id, cells) if asked is None else asked
        if isinstance(label, Dropped):
            yield Prepared("dropped", label.reason)
        elif isinstance(label, Fault):
            yield Prepared("fault", label.field)
        else:
            split = split_of(features.id, training["validationShare"], training["testShare"])
            yield Prepared(split, "", features.id, tuple(features.values), label)


def check(entry: dict[str, Any], counts: dict[tuple[str, int], int], faults: list[str]) -> None:
    """ValueError says why nothing can be learned from the rows, as prepare-data does."""
    rows = sum(counts.values())
    faulty = counts.get(("fault", 0), 0)
    training = entry["training"]
    if faulty > rows * training["maxFaultyShare"]:
        raise ValueError(f"{faulty} of {rows} rows are at fault: {'; '.join(faults)}")
    used = {key: count for key, count in counts.items() if key[0] in LEAST_PER_LABEL}
    if sum(used.values()) < training["minRows"]:
        raise ValueError(
            f"expected at least {training['minRows']} labelled rows, found {sum(used.values())}"
        )
    for split, least in LEAST_PER_LABEL.items():
        found = [used.get((split, label), 0) for label in (0, 1)]
        if min(found) < least:
            raise ValueError(f"expected {least} {split} rows of each label, found {found}")


def is_sampled(user: str, share: float) -> bool:
    """Whether a user is in a sample of that share; independent of the split."""
    digest = hashlib.sha256(f"ngwaf-sample:{user}".encode()).digest()
    return int.from_bytes(digest[:4], "big") / 2**32 < share


def baseline_of(names: list[str], rows: list[tuple[float | None, ...]]) -> dict[str, Any]:
    columns = zip(*rows) if rows else ([] for _ in names)
    return {"features": {name: histogram_of(list(column)) for name, column in zip(names, columns)}}


def _events(spark: Any, address: str, labelling: dict[str, Any]) -> tuple[dict, int]:
    """Events by user, and the last day of any; the users with events fit into memory."""
    if labelling["kind"] != "anchor":
        return {}, 0
    rows = spark.read.csv(address, header=True, enforceSchema=False).rdd.flatMap(
        lambda row: (
            [(row["user_id"], (day.toordinal(), row["event"]))]
            if (day := day_of(row["date"]))
            else []
        )
    )
    last_day = rows.map(lambda one: one[1][0]).max()
    wanted = {*labelling["events"], *labelling["censoredBy"]}
    users = rows.filter(lambda one: one[1][1] in wanted).groupByKey()
    return users.mapValues(lambda days: events_of_user(labelling, days)).collectAsMap(), last_day


def _asked(spark: Any, address: str, id_field: str) -> list[tuple[dict[str, Any], int]]:
    """What people labelled; nothing where there is no manifest."""
    path = spark._jvm.org.apache.hadoop.fs.Path(address)
    if not path.getFileSystem(spark._jsc.hadoopConfiguration()).exists(path):
        return []
    items = spark.sparkContext.textFile(address).filter(str.strip).map(manifest_item).collect()
    return [item for item in items if item is not None and id_field in item[0]]


def _write(spark: Any, address: str, text: str) -> None:
    """Writes one object; Spark's own writers write folders."""
    path = spark._jvm.org.apache.hadoop.fs.Path(address)
    stream = path.getFileSystem(spark._jsc.hadoopConfiguration()).create(path, True)
    stream.write(bytearray(text, "utf-8"))
    stream.close()


def _write_table(spark: Any, rows: Any, names: list[str], address: str) -> None:
    from pyspark.sql.types import DoubleType, IntegerType, StructField, StructType

    schema = StructType(
        [*(StructField(name, DoubleType()) for name in names), StructField("label", IntegerType())]
    )
    numbers = rows.map(
        lambda row: [*(None if one is None else float(one) for one in row.values), row.label]
    )
    frame = spark.createDataFrame(numbers, schema)
    frame.write.csv(address, header=True, mode="overwrite", nullValue="", emptyValue="")


def main() -> None:
    from pyspark import StorageLevel
    from pyspark.sql import SparkSession

    parser = argparse.ArgumentParser()
    for name in ("model", "records", "anchors", "labels", "output", "baseline"):
        parser.add_argument(f"--{name}", required=True)
    args = parser.parse_args()
    spark = SparkSession.builder.appName("prepare-data").getOrCreate()
    entry = find_model(args.model)
    names = feature_plan(entry["input"]).names
    id_field = entry["input"]["id"]

    events, last_day = _events(spark, args.anchors, entry["labelling"])
    asked = _asked(spark, args.labels, id_field) if entry["labelling"]["kind"] == "queue" else []
    labels = {str(record[id_field]): label for record, label in asked}
    source = spark.sparkContext.broadcast(Source(args.model, events, last_day, labels))
    rows = spark.read.csv(args.records, header=True, enforceSchema=False, escape='"').rdd
    records = rows.map(lambda row: row.asDict())
    known = records.map(lambda row: row.get(id_field)).filter(labels.__contains__)
    seen = set(known.distinct().collect()) if labels else set()
    further = [record for record, _ in asked if str(record[id_field]) not in seen]
    if further:
        records = records.union(spark.sparkContext.parallelize(further))
    prepared = records.mapPartitions(lambda part: prepare_rows(part, source.value)).persist(
        StorageLevel.MEMORY_AND_DISK
    )

    counts = dict(prepared.map(lambda row: (row.split, row.label)).countByValue())
    faults = prepared.filter(lambda row: row.split == "fault").map(lambda row: row.detail).take(5)
    check(entry, counts, faults)

    train = prepared.filter(lambda row: row.split == "train")
    size = (counts[("train", 0)] + counts[("train", 1)]) * len(names) * BYTES_PER_NUMBER
    share = min(1.0, MAX_TRAINING_BYTES / size)
    if share < 1:
        train = train.filter(lambda row: is_sampled(row.user, share))
    _write_table(spark, train, names, f"{args.output}train/data.csv")
    validation = prepared.filter(lambda row: row.split == "validation")
    _write_table(spark, validation, names, f"{args.output}validation/data.csv")
    test_rows = counts[("test", 0)] + counts[("test", 1)]
    tested = (
        prepared.filter(lambda row: row.split == "test")
        .filter(lambda row: is_sampled(row.user, min(1.0, MAX_TEST_ROWS / test_rows)))
        .collect()
    )
    features = (json.dumps(dict(zip(names, row.values))) for row in tested)
    _write(spark, f"{args.output}test/features.jsonl", "\n".join(features) + "\n")
    lines = (f"{json.dumps(row.user)},{row.label}" for row in tested)
    _write(spark, f"{args.output}test/labels.csv", "\n".join(["user_id,label", *lines]) + "\n")
    sample = train.takeSample(False, SAMPLE_ROWS, 1)
    baseline = baseline_of(names, [row.values for row in sample])
    _write(spark, args.baseline, json.dumps(baseline))
    print(json.dumps({f"{split}/{label}": count for (split, label), count in counts.items()}))


if __name__ == "__main__":
    main()
