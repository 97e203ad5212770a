"""The catalogue's features in Python, equal to those of TypeScript (`golden/features.json`)."""

from ngwaf_features.catalogue import ModelEntry, find_model
from ngwaf_features.plan import FeaturePlan, Features, RecordError, feature_plan

__all__ = [
    "FeaturePlan",
    "Features",
    "ModelEntry",
    "RecordError",
    "feature_plan",
    "find_model",
]
