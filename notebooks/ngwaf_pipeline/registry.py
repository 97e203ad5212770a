"""Model versions: artefacts in S3 and model packages in SageMaker's registry."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .clients import Clients
from .contracts import model_artefact, version_resource_name
from .settings import Settings
from .storage import sha256_of, upload

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

    def find(self, version: str) -> Version | None:
        """The version's package, or None."""
        for package in self._packages():
            metadata = package.get("CustomerMetadataProperties", {})
            if metadata.get("version") == version:
                container = package["InferenceSpecification"]["Containers"][0]
                return Version(
                    version=version,
                    artefact=container["ModelDataUrl"],
                    sha256=metadata["sha256"],
                    package_arn=package["ModelPackageArn"],
                    approval=package["ModelApprovalStatus"],
                )
        return None

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
