"""The scenario through boto3: reads the stage and the script as JSON, writes what it saw as JSON."""

import json
import sys
import time
import urllib.request
from datetime import datetime, timedelta, timezone
from pathlib import Path

from botocore.exceptions import ClientError

sys.path.append(str(Path(__file__).parents[1]))
from boto3_shared import client, speak

given = json.load(sys.stdin)
script = given["script"]
endpoint = given["endpoint"]
speak(given["protocol"])
logs, sns, cloudwatch = (client(service, endpoint) for service in ("logs", "sns", "cloudwatch"))
group = {"logGroupName": script["group"]}
stream = {**group, "logStreamName": script["stream"]}
start = datetime.fromtimestamp(script["start"] / 1000, timezone.utc)


def advance(minutes):
    body = json.dumps({"duration": f"{minutes * 60000}ms"}).encode()
    urllib.request.urlopen(urllib.request.Request(f"{endpoint}/_tocsin/clock/advance", body)).read()


def confirmed_subscriptions():
    until = time.monotonic() + 20
    while True:
        found = sns.list_subscriptions_by_topic(TopicArn=topic_arn)["Subscriptions"]
        if all(one["SubscriptionArn"].startswith("arn:") for one in found):
            return found
        if time.monotonic() > until:
            raise TimeoutError("the subscription is still pending")
        time.sleep(0.05)


def see_alarm():
    alarm = cloudwatch.describe_alarms(AlarmNames=[script["alarm"]])["MetricAlarms"][0]
    return {
        "state": alarm["StateValue"],
        "reason": alarm["StateReason"],
        "threshold": alarm["Threshold"],
        "period": alarm["Period"],
        "actionsEnabled": alarm["ActionsEnabled"],
        "actions": alarm["AlarmActions"],
    }


def transformation(metric):
    unit = {"unit": metric["unit"]} if "unit" in metric else {}
    return [
        {"metricName": metric["metric"], "metricNamespace": script["namespace"], "metricValue": metric["value"], **unit}
    ]


def refusal(call, **arguments):
    try:
        call(**arguments)
    except ClientError as error:
        return error.response["Error"]
    raise AssertionError("this was to be refused")


logs.create_log_group(**group)
logs.create_log_stream(**stream)
for one in script["filters"]:
    logs.put_metric_filter(
        **group, filterName=one["name"], filterPattern=one["pattern"], metricTransformations=transformation(one)
    )
described = logs.describe_log_groups(logGroupNamePrefix=script["group"])["logGroups"][0]
streams = logs.describe_log_streams(**group)["logStreams"]
filters = logs.describe_metric_filters(**group)["metricFilters"]

topic_arn = sns.create_topic(Name=script["topic"])["TopicArn"]
subscription_at_first = sns.subscribe(TopicArn=topic_arn, Protocol="http", Endpoint=given["subscriberUrl"])
subscriptions = confirmed_subscriptions()

cloudwatch.put_metric_alarm(
    AlarmName=script["alarm"],
    MetricName=script["filters"][0]["metric"],
    Namespace=script["namespace"],
    Statistic="Sum",
    Period=60,
    EvaluationPeriods=5,
    DatapointsToAlarm=1,
    Threshold=2,
    ComparisonOperator="GreaterThanOrEqualToThreshold",
    TreatMissingData="notBreaching",
    AlarmActions=[topic_arn],
)
alarm_at_first = see_alarm()
events = [{"timestamp": script["start"] + at, "message": message} for at, message in enumerate(script["messages"])]
logs.put_log_events(**stream, logEvents=events)
advance(script["minutes"])
alarm_then = see_alarm()
history = cloudwatch.describe_alarm_history(AlarmName=script["alarm"], ScanBy="TimestampAscending")
statistics = cloudwatch.get_metric_statistics(
    Namespace=script["namespace"],
    MetricName=script["filters"][1]["metric"],
    StartTime=start,
    EndTime=start + timedelta(hours=1),
    Period=300,
    Statistics=["Sum", "Average", "Maximum", "SampleCount"],
)
found = logs.filter_log_events(**group, filterPattern=script["wanted"])["events"]
set_state = {"StateValue": "OK", "StateReason": "set by hand"}
cloudwatch.set_alarm_state(AlarmName=script["alarm"], **set_state)
alarm_when_set = see_alarm()

unknown = refusal(logs.describe_queries)
bad_pattern = refusal(
    logs.put_metric_filter,
    **group,
    filterName="bad",
    filterPattern=script["badPattern"],
    metricTransformations=transformation({"metric": "m", "value": "1"}),
)
refusals = {
    "missing log group": refusal(logs.describe_log_streams, logGroupName="none"),
    "bad pattern": bad_pattern,
    "missing alarm": refusal(cloudwatch.set_alarm_state, AlarmName="none", **set_state),
    "unknown operation": unknown,
    "unknown operation of SNS": refusal(sns.list_sms_sandbox_phone_numbers),
    "missing topic": refusal(sns.publish, TopicArn=f"{topic_arn}-none", Message="hello"),
}

cloudwatch.delete_alarms(AlarmNames=[script["alarm"]])
for one in subscriptions:
    sns.unsubscribe(SubscriptionArn=one["SubscriptionArn"])
sns.delete_topic(TopicArn=topic_arn)
for one in script["filters"]:
    logs.delete_metric_filter(**group, filterName=one["name"])
logs.delete_log_stream(**stream)
logs.delete_log_group(**group)
left = [
    logs.describe_log_groups()["logGroups"],
    logs.describe_metric_filters()["metricFilters"],
    cloudwatch.describe_alarms()["MetricAlarms"],
    sns.list_topics()["Topics"],
    sns.list_subscriptions()["Subscriptions"],
]

json.dump(
    {
        "logGroup": {
            "name": described["logGroupName"],
            "arn": described["arn"],
            "created": described["creationTime"],
            "filters": described["metricFilterCount"],
        },
        "logStreams": [one["logStreamName"] for one in streams],
        "metricFilters": [
            {
                "name": one["filterName"],
                "pattern": one["filterPattern"],
                "metric": one["metricTransformations"][0]["metricName"],
                "value": one["metricTransformations"][0]["metricValue"],
                "unit": one["metricTransformations"][0].get("unit"),
            }
            for one in filters
        ],
        "topicArn": topic_arn,
        "subscriptionAtFirst": subscription_at_first["SubscriptionArn"],
        "subscriptions": [{"protocol": one["Protocol"], "topicArn": one["TopicArn"]} for one in subscriptions],
        "alarmAtFirst": alarm_at_first,
        "alarmThen": alarm_then,
        "history": [f"{one['HistoryItemType']}: {one['HistorySummary']}" for one in history["AlarmHistoryItems"]],
        "statistics": [
            {
                "at": round(one["Timestamp"].timestamp() * 1000),
                "sum": one["Sum"],
                "average": one["Average"],
                "maximum": one["Maximum"],
                "samples": one["SampleCount"],
                "unit": one["Unit"],
            }
            for one in statistics["Datapoints"]
        ],
        "events": [
            {"stream": one["logStreamName"], "at": one["timestamp"], "message": one["message"]} for one in found
        ],
        "alarmWhenSet": alarm_when_set,
        "left": [len(one) for one in left],
        "refusals": {name: error["Code"] for name, error in refusals.items()},
        "badPatternText": bad_pattern["Message"],
        "unknownOperationText": unknown["Message"],
    },
    sys.stdout,
)
