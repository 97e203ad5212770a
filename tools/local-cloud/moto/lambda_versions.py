"""Mends what moto's Lambda does otherwise than AWS (moto 5.2.1)."""

from __future__ import annotations

from moto.awslambda.models import LambdaStorage


def mend() -> None:
    """Gives each published version a number of its own, for ever, and publishes nothing twice.

    moto counts the versions that there are, so that after one was deleted the next gets a number
    that is taken, and an alias may point to two. And it forgets to note that the first version has
    been published, so that publishing again without a change makes a second one.
    """
    publish_version = LambdaStorage.publish_version

    def publish_with_own_number(self, name_or_arn, description=""):
        function = self.get_function_by_name_or_arn_forbid_qualifier(name_or_arn)
        name = function.function_name
        versions = self._functions[name]["versions"]
        known = {id(version) for version in versions}
        published = publish_version(self, name_or_arn, description)
        function.code_or_config_updated = False
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
