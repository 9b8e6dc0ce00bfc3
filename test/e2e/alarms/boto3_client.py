"""Composite alarms, metric math and tags through boto3: reads the stage as JSON, writes what it saw as JSON."""

import json
import sys

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError
from botocore.loaders import Loader

given = json.load(sys.stdin)


def speak(protocol):
    """Leaves CloudWatch's model one protocol only: botocore chooses by its own preference among those of the model."""
    load = Loader.load_service_model

    def load_with_protocol(self, service_name, type_name, api_version=None):
        model = load(self, service_name, type_name, api_version)
        if service_name == "cloudwatch" and type_name == "service-2":
            model["metadata"].update(protocol=protocol, protocols=[protocol])
        return model

    Loader.load_service_model = load_with_protocol


speak(given["protocol"])
cloudwatch = boto3.client(
    "cloudwatch",
    endpoint_url=given["endpoint"],
    region_name="us-east-1",
    aws_access_key_id="AKIAIOSFODNN7EXAMPLE",
    aws_secret_access_key="not-a-secret",
    config=Config(retries={"max_attempts": 0}),
)
cloudwatch.put_metric_alarm(**given["math"])
cloudwatch.put_composite_alarm(**given["composite"])
composite = {"AlarmNames": ["page"], "AlarmTypes": ["CompositeAlarm"]}
first = cloudwatch.describe_alarms(**composite)["CompositeAlarms"][0]
cloudwatch.set_alarm_state(AlarmName="rate", StateValue="ALARM", StateReason="drill")
then = cloudwatch.describe_alarms(**composite)["CompositeAlarms"][0]
math = cloudwatch.describe_alarms(AlarmNames=["rate"])["MetricAlarms"][0]
history = cloudwatch.describe_alarm_history(
    AlarmName="page", AlarmTypes=["CompositeAlarm"], ScanBy="TimestampAscending"
)["AlarmHistoryItems"]
cloudwatch.tag_resource(ResourceARN=first["AlarmArn"], Tags=[{"Key": "tier", "Value": "1"}])
cloudwatch.untag_resource(ResourceARN=first["AlarmArn"], TagKeys=["team"])
tags = cloudwatch.list_tags_for_resource(ResourceARN=first["AlarmArn"])["Tags"]
parents = cloudwatch.describe_alarms(ParentsOfAlarmName="rate")["CompositeAlarms"]
try:
    cloudwatch.delete_alarms(AlarmNames=["rate"])
    refusal = ""
except ClientError as error:
    refusal = error.response["Error"]["Message"]
cloudwatch.delete_alarms(AlarmNames=["page"])
cloudwatch.delete_alarms(AlarmNames=["rate"])
left = cloudwatch.describe_alarms(AlarmTypes=["MetricAlarm", "CompositeAlarm"])
json.dump(
    {
        "states": [first["StateValue"], then["StateValue"]],
        "suppressedBy": then.get("ActionsSuppressedBy", ""),
        "queries": [query["Id"] for query in math["Metrics"]],
        "history": [item["HistorySummary"] for item in history],
        "tags": tags,
        "parents": [alarm["AlarmName"] for alarm in parents],
        "refusal": refusal,
        "left": len(left["MetricAlarms"]) + len(left["CompositeAlarms"]),
    },
    sys.stdout,
)
