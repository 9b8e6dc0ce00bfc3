"""Holds lists of findings against AWS's own model of BatchImportFindings, as botocore ships it.

Reads {"name": [finding, …], …} as JSON; writes {"limits": […], "problems": {"name": ["place: problem", …], …}}. Limits
that the model has only as prose ("Maximum length of 256") are taken from that prose.
"""

import json
import re
import sys

import botocore.session
from botocore.validate import ParamValidator

BATCH = 100
LONGEST_FINDING = 240 * 1024
PRODUCT = r"arn:(aws|aws-cn|aws-us-gov):securityhub:([a-z0-9-]+):(\d{12}):product/\3/default"
TIME = r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}(:?\d{2})?)"

model = botocore.session.get_session().get_service_model("securityhub").operation_model("BatchImportFindings")
limits = {}


def limit_of(shape):
    """The least and the most of what a member's documentation counts: characters, items, key-value pairs."""
    text = re.sub(r"\s+", " ", re.sub("<[^>]+>", "", shape.documentation or ""))
    if exact := re.search(r"Length Constraints: (\d+)\.", text):
        return int(exact[1]), int(exact[1])
    most = re.search(r"Maximum (?:length|number) of (\d+)|Can contain up to (\d+) key-value pairs", text)
    least = re.search(r"Minimum (?:length|number) of (\d+)", text)
    return int(least[1]) if least else 0, int(most[1] or most[2]) if most else None


def walk(shape, value, place):
    least, most = limit_of(shape)
    if most is not None and isinstance(value, (str, list, dict)):
        limits[re.sub(r"\[\d+\]", "[]", place)] = most
        if not least <= len(value) <= most:
            yield f"{place}: {len(value)} long, not {least} to {most}"
    if shape.type_name == "structure":
        for name, inner in value.items():
            if name in shape.members:
                yield from walk(shape.members[name], inner, f"{place}.{name}" if place else name)
    elif shape.type_name == "list":
        for index, inner in enumerate(value):
            yield from walk(shape.member, inner, f"{place}[{index}]")
    elif shape.type_name == "map":
        for name, inner in value.items():
            if len(name) > 128 or len(inner) > 2048:
                yield f"{place}.{name}: a key is longer than 128, or a value than 2048"
            yield from walk(shape.value, inner, f"{place}.{name}")
    elif shape.type_name == "string":
        if any("\ud800" <= character <= "\udfff" for character in value):
            yield f"{place}: holds half of a surrogate pair"
        if (pattern := shape.metadata.get("pattern")) and not re.fullmatch(pattern, value, re.DOTALL):
            yield f"{place}: does not match {pattern}"
        if (words := shape.metadata.get("enum")) and value not in words:
            yield f"{place}: {value} is none of {words}"


def problems_of(findings):
    for start in range(0, len(findings), BATCH):
        batch = {"Findings": findings[start : start + BATCH]}
        report = ParamValidator().validate(batch, model.input_shape)
        if report.has_errors():
            # What has another type than the model's cannot be walked.
            yield from report.generate_report().splitlines()
            continue
        for finding in batch["Findings"]:
            yield from walk(model.input_shape.members["Findings"].member, finding, "")
            if len(json.dumps(finding)) > LONGEST_FINDING:
                yield "a finding is longer than 240 KB"
            product = re.fullmatch(PRODUCT, finding["ProductArn"])
            if product is None or product[3] != finding["AwsAccountId"]:
                yield "ProductArn: is not the account's default product"
            yield from (
                f"{name}: is no time" for name in ("CreatedAt", "UpdatedAt") if not re.fullmatch(TIME, finding[name])
            )


given = json.load(sys.stdin)
problems = {name: list(problems_of(findings)) for name, findings in given.items()}
json.dump({"limits": limits, "problems": problems}, sys.stdout)
