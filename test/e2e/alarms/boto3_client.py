"""Composite alarms, metric math and tags through boto3: reads the stage as JSON, writes what it saw as JSON."""

import json
import sys
from pathlib import Path

from botocore.exceptions import ClientError

sys.path.append(str(Path(__file__).parents[1]))
from boto3_shared import client, speak

given = json.load(sys.stdin)
speak(given["protocol"])
cloudwatch = client("cloudwatch", given["endpoint"])
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
