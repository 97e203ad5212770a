"""Model versions: artefacts in S3 and model packages in SageMaker's registry."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .clients import Clients
from .contracts import model_artefact, version_resource_name
from .settings import Settings
from .storage import sha256_of, upload
from .times import now

APPROVED = "Approved"
PENDING = "PendingManualApproval"
REJECTED = "Rejected"


class UnknownVersionError(Exception):
    """A version that the registry does not hold."""


@dataclass(frozen=True)
class Version:
    """A registered version of the model."""

    version: str
    artefact: str
    sha256: str
    package_arn: str
    approval: str
    # When it last went live (ISO 8601, UTC); None if it never did.
    live_since: str | None = None


class Registry:
    """The model package group of one model."""

    def __init__(self, clients: Clients, settings: Settings) -> None:
        self._clients = clients
        self._settings = settings

    def _packages(self) -> list[dict[str, Any]]:
        sagemaker = self._clients.sagemaker
        pages = sagemaker.get_paginator("list_model_packages").paginate(
            ModelPackageGroupName=self._settings.model_package_group
        )
        return [
            sagemaker.describe_model_package(ModelPackageName=summary["ModelPackageArn"])
            for page in pages
            for summary in page["ModelPackageSummaryList"]
        ]

    def _versions(self) -> list[Version]:
        """All versions; packages that somebody else put into the group are none."""
        return [
            Version(
                version=metadata["version"],
                artefact=package["InferenceSpecification"]["Containers"][0]["ModelDataUrl"],
                sha256=metadata["sha256"],
                package_arn=package["ModelPackageArn"],
                approval=package["ModelApprovalStatus"],
                live_since=metadata.get("live_since"),
            )
            for package in self._packages()
            if "version" in (metadata := package.get("CustomerMetadataProperties", {}))
        ]

    def find(self, version: str) -> Version | None:
        """The version's package, or None."""
        return next((each for each in self._versions() if each.version == version), None)

    def last_live(self) -> Version | None:
        """The approved version that went live last, or None: what to serve without an endpoint."""
        served = [
            each for each in self._versions() if each.live_since and each.approval == APPROVED
        ]
        return max(served, key=lambda each: str(each.live_since), default=None)

    def record_live(self, version: Version, replaced: str | None) -> None:
        """Records that a version went live now, and which one it replaced."""
        properties = {"live_since": now()}
        if replaced is not None and replaced != version.version:
            properties["replaced"] = replaced
        self._clients.sagemaker.update_model_package(
            ModelPackageArn=version.package_arn, CustomerMetadataProperties=properties
        )

    def get(self, version: str) -> Version:
        """The version's package; raises UnknownVersionError."""
        found = self.find(version)
        if found is None:
            raise UnknownVersionError(
                f"{version} is not in the model package group {self._settings.model_package_group}"
            )
        return found

    def register(self, version: str, artefact: Path, approval: str, **lineage: str) -> Version:
        """Stores an artefact and registers it; a version that is registered already is kept.

        `lineage` says where it comes from (parent, job_key) where that is known.
        """
        existing = self.find(version)
        if existing is not None:
            return existing
        address = f"s3://{self._settings.bucket}/{model_artefact(version)}"
        upload(self._clients.s3, artefact, address)
        sha256 = sha256_of(artefact)
        answer = self._clients.sagemaker.create_model_package(
            ModelPackageGroupName=self._settings.model_package_group,
            ModelPackageDescription=f"WAF model {version}",
            InferenceSpecification={
                "Containers": [{"Image": self._settings.serving_image, "ModelDataUrl": address}],
                "SupportedContentTypes": ["application/json"],
                "SupportedResponseMIMETypes": ["application/json"],
            },
            ModelApprovalStatus=approval,
            CustomerMetadataProperties={"version": version, "sha256": sha256, **lineage},
        )
        return Version(version, address, sha256, answer["ModelPackageArn"], approval)

    def set_approval(self, version: Version, approval: str, reason: str) -> None:
        """Records what was decided about a version."""
        self._clients.sagemaker.update_model_package(
            ModelPackageArn=version.package_arn,
            ModelApprovalStatus=approval,
            # One line of at most 1024 characters is what SageMaker takes.
            ApprovalDescription=" ".join(reason.split())[:1024],
        )

    def resource_name(self, version: str) -> str:
        """Name of the version's SageMaker model and endpoint config."""
        return version_resource_name(self._settings.endpoint, version)
