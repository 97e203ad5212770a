"""Mends what moto's Lambda does otherwise than AWS (moto 5.2.1)."""

from __future__ import annotations

from moto.awslambda.models import LambdaStorage


def mend() -> None:
    """Gives each published version a number of its own, for ever.

    moto counts the versions that there are, so that after one was deleted the next gets a number
    that is taken, and an alias may point to two.
    """
    publish_version = LambdaStorage.publish_version

    def publish_with_own_number(self, name_or_arn, description=""):
        name = self.get_function_by_name_or_arn_forbid_qualifier(name_or_arn).function_name
        versions = self._functions[name]["versions"]
        known = {id(version) for version in versions}
        published = publish_version(self, name_or_arn, description)
        if published is not None and id(published) not in known:
            highest = max((int(version.version) for version in versions[:-1]), default=0)
            taken = self._functions[name].get("highest_version", 0)
            number = max(highest, taken) + 1
            published.set_version(number)
            self._functions[name]["highest_version"] = number
            for version in versions:
                self._arns[version.function_arn] = version
        return published

    LambdaStorage.publish_version = publish_with_own_number
