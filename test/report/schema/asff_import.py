"""Imports a list of findings into moto's Security Hub, a hundred at a time; writes the ids that it then has, as JSON."""

import json
import sys

import boto3
from moto import mock_aws

findings = json.load(sys.stdin)
with mock_aws():
    hub = boto3.client(
        "securityhub", region_name="us-east-1", aws_access_key_id="AKIAIOSFODNN7EXAMPLE", aws_secret_access_key="none"
    )
    hub.enable_security_hub()
    failed = 0
    for start in range(0, len(findings), 100):
        failed += hub.batch_import_findings(Findings=findings[start : start + 100])["FailedCount"]
    pages = hub.get_paginator("get_findings").paginate()
    ids = [finding["Id"] for page in pages for finding in page["Findings"]]
json.dump({"failed": failed, "ids": ids}, sys.stdout)
