"""Where it is written which version is live, for those who score without an endpoint to ask."""

from __future__ import annotations

import json

from botocore.exceptions import ClientError

from .clients import Clients
from .contracts import CHAMPION
from .registry import Version
from .settings import Settings


class ChampionRecord:
    """The object `live/champion.json` in the WAF bucket; changes at once and whole."""

    def __init__(self, clients: Clients, settings: Settings) -> None:
        self._clients = clients
        self._bucket = settings.bucket

    def version(self) -> str | None:
        """The version that is live; None if none ever was."""
        try:
            answer = self._clients.s3.get_object(Bucket=self._bucket, Key=CHAMPION)
        except ClientError as error:
            if error.response["Error"]["Code"] == "NoSuchKey":
                return None
            raise
        return str(json.loads(answer["Body"].read())["version"])

    def write(self, version: Version) -> None:
        """Makes a version the live one for whoever scores in process."""
        record = {
            "version": version.version,
            "artefact": version.artefact,
            "sha256": version.sha256,
        }
        self._clients.s3.put_object(
            Bucket=self._bucket,
            Key=CHAMPION,
            Body=json.dumps(record).encode(),
            ContentType="application/json",
        )
