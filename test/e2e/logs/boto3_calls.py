"""Makes the given calls to CloudWatch Logs through boto3, in order: writes what each answered, or how it was refused."""

import json
import sys

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

given = json.load(sys.stdin)
client = boto3.client(
    "logs",
    endpoint_url=given["endpoint"],
    region_name="us-east-1",
    aws_access_key_id="AKIAIOSFODNN7EXAMPLE",
    aws_secret_access_key="not-a-secret",
    config=Config(retries={"total_max_attempts": 1}),
)


def answer(operation, parameters):
    if operation.startswith("all "):
        pages = client.get_paginator(operation.removeprefix("all ")).paginate(**parameters)
        return [without_metadata(page) for page in pages]
    try:
        return without_metadata(getattr(client, operation)(**parameters))
    except ClientError as refusal:
        return [refusal.response["Error"]["Code"], refusal.response["Error"]["Message"]]


def without_metadata(output):
    return {name: value for name, value in output.items() if name != "ResponseMetadata"}


json.dump([answer(operation, parameters) for operation, parameters in given["calls"]], sys.stdout)
