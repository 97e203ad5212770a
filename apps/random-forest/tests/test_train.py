import io
import json
import re
import tarfile
from pathlib import Path

import numpy as np
import pytest
from conftest import FEATURES, write_channel, write_hyperparameters, write_rows
from sklearn.ensemble import RandomForestClassifier

from random_forest import artefact, train
from random_forest.forest import Forest
from random_forest.table import read_channel


def failure(root: Path) -> str:
    return (root / "output" / "failure").read_text()


def manifest(root: Path) -> dict:
    return json.loads((root / "model" / "manifest.json").read_text())


def test_learns_and_prints_metrics_for_tuning(root, capsys):
    write_channel(root, "validation", seed=2)

    assert train.main() == 0
    output = capsys.readouterr().out
    auc = float(re.search(r"validation:auc=([0-9.]+);", output)[1])
    assert auc > 0.9
    assert float(re.search(r"oob:auc=([0-9.]+);", output)[1]) == pytest.approx(auc, abs=0.06)
    assert manifest(root)["metrics"]["validation"]["auc"] == pytest.approx(auc, abs=1e-5)


def test_tells_which_features_count(root):
    train.main()

    importances = manifest(root)["importances"]
    assert list(importances)[-1] == "noise"
    assert sum(importances.values()) == pytest.approx(1)


def test_scores_as_scikit_learn_does(root):
    table = read_channel(root / "input" / "data" / "train", "churned")
    grown = RandomForestClassifier(n_estimators=20, random_state=3).fit(table.values, table.labels)
    other = np.random.default_rng(4).normal(size=(5000, 3))
    other[::7, 1] = np.nan  # `visits` was never missing when it was learned

    expected = np.mean(
        [tree.predict_proba(other[np.isfinite(other[:, 1])])[:, 1] for tree in grown], axis=0
    )
    scores = Forest.of(list(grown)).predict(other)
    np.testing.assert_allclose(scores[np.isfinite(other[:, 1])], expected)
    assert np.isfinite(scores).all()


def test_the_same_data_and_seed_make_the_same_forest(root):
    train.main()
    first = artefact.load(root / "model").forest
    train.main()

    for one, other in zip(first, artefact.load(root / "model").forest, strict=True):
        np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize("is_archived", [True, False])
def test_grows_a_model_further(root, is_archived):
    train.main()
    parent = artefact.load(root / "model")
    channel = root / "input" / "data" / "model"
    channel.mkdir()
    if is_archived:
        with tarfile.open(channel / "model.tar.gz", "w:gz") as tar:
            tar.add(root / "model", arcname=".")
    else:
        artefact.save(parent, channel)
    write_hyperparameters(root, label="churned", n_estimators=12)
    write_channel(root, "train", seed=5)

    assert train.main() == 0
    child = artefact.load(root / "model")
    assert len(child.forest.roots) == 42
    assert child.manifest["parent"] == {"version": parent.version, "trees": 30}
    rows = np.random.default_rng(6).normal(size=(50, 3))
    own = child.forest._replace(roots=child.forest.roots[30:]).predict(rows)
    expected = (30 * parent.forest.predict(rows) + 12 * own) / 42
    np.testing.assert_allclose(child.forest.predict(rows), expected)


def test_refuses_to_grow_a_model_of_other_features(root):
    train.main()
    known = artefact.load(root / "model")
    other = artefact.Artefact(known.forest, {**known.manifest, "features": ["a", "b", "c"]})
    artefact.save(other, root / "input" / "data" / "model")

    assert train.main() == 2
    assert "predicts churned from a, b, c" in failure(root)


def test_runs_no_code_of_an_artefact(root):
    train.main()
    pickled = io.BytesIO()
    np.savez(pickled, **{name: np.array([{}], dtype=object) for name in Forest._fields})
    channel = root / "input" / "data" / "model"
    channel.mkdir()
    (channel / "forest.npz").write_bytes(pickled.getvalue())
    (channel / "manifest.json").write_text((root / "model" / "manifest.json").read_text())

    assert train.main() == 2
    assert "allow_pickle" in failure(root)


def test_refuses_a_forest_whose_paths_do_not_end(root):
    train.main()
    known = artefact.load(root / "model")
    left = known.forest.left.copy()
    left[left > 0] = 0
    looped = artefact.Artefact(known.forest._replace(left=left), known.manifest)
    artefact.save(looped, root / "input" / "data" / "model")

    assert train.main() == 2
    assert "a path has no end" in failure(root)


def test_names_all_wrong_hyperparameters_at_once(root):
    write_hyperparameters(
        root, n_estimators="many", max_features=1.5, depth=3, _tuning_objective_metric="x"
    )

    assert train.main() == 2
    reason = failure(root)
    assert "n_estimators: expected a whole number from 1 to 5000, found 'many'" in reason
    assert "max_features: expected sqrt, log2, or a share above 0 and up to 1, found" in reason
    assert "depth: there is no such hyperparameter; there are label, ignore" in reason
    assert "label: expected the name of the column to predict, found nothing" in reason
    assert "_tuning" not in reason
    assert not (root / "model").exists()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "rows.csv: expected a header, found an empty file"),
        ("age,x\n1,2\n", "rows.csv: expected column churned, found age, x"),
        ("age,age,churned\n1,2,0\n", "rows.csv: columns are named twice: age"),
        ("age,churned\n1\n", "rows.csv, row 2: expected 2 cells, found 1"),
        (
            "age,churned\n1,0\nold,1\n",
            "rows.csv, row 3, column age: expected a number or nothing, found 'old'",
        ),
        ("age,churned\n1,0\n2,0\n", "expected 0 and 1, both at least once, found 0"),
        ("age,churned\n1,0\n2,7\n", "expected 0 and 1, both at least once, found 0, 7"),
        ("age,churned\n1,0\n2,\n", "expected 0 and 1, both at least once, found 0, nan"),
        ("churned\n1\n0\n", "no column is left to learn from"),
        ("age,churned\n1e99,0\n2,1\n", "column age: a number is too large"),
    ],
)
def test_says_what_is_wrong_with_rows(root, text, reason):
    write_rows(root, "train", text)

    assert train.main() == 2
    assert reason in failure(root)


def test_says_when_validation_has_other_columns(root):
    write_rows(root, "validation", "age,churned\n1,0\n2,1\n")

    assert train.main() == 2
    assert f"expected the columns of train ({', '.join(FEATURES)}), found age" in failure(root)


def test_ignores_columns_that_it_is_told_to(root):
    write_hyperparameters(root, label="churned", ignore="user, noise", n_estimators=3)
    rows = "\n".join(f"u{n},{n},{n % 7},{n % 2}" for n in range(40))
    write_rows(root, "train", f"user,age,noise,churned\n{rows}\n")

    assert train.main() == 0
    assert manifest(root)["features"] == ["age"]


def test_is_named_after_its_job(root, monkeypatch):
    monkeypatch.setenv("TRAINING_JOB_NAME", "churn-1")
    train.main()

    assert manifest(root)["version"] == "churn-1"
