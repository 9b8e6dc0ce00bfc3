"""The scenario through boto3: reads the stage as JSON, writes what it saw as JSON."""

import json
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

from botocore.exceptions import ClientError

sys.path.append(str(Path(__file__).parents[1]))
from boto3_shared import client, speak

given = json.load(sys.stdin)
now = datetime.fromtimestamp(given["now"] / 1000, timezone.utc)
speak(given["protocol"])
cloudwatch = client("cloudwatch", given["endpoint"])
dimensions = [{"Name": "host", "Value": "web-1"}]


def at(seconds):
    return now + timedelta(seconds=seconds)


def since(time):
    return round((time - now).total_seconds() * 1000)


def put(*data):
    cloudwatch.put_metric_data(Namespace="Shop", MetricData=list(data))


def metric(name, metric_name, stat, hosted=True):
    identity = {"Namespace": "Shop", "MetricName": metric_name}
    if hosted:
        identity["Dimensions"] = dimensions
    return {"Id": name, "MetricStat": {"Metric": identity, "Period": 60, "Stat": stat}}


def get(queries, **more):
    return cloudwatch.get_metric_data(
        MetricDataQueries=queries, ScanBy="TimestampAscending", StartTime=at(-120), EndTime=at(60), **more
    )


def refused(part, call):
    try:
        call()
    except ClientError as error:
        return error.response["Error"][part]
    return "not refused"


for seconds, errors, requests in [(-120, 1, 10), (0, 5, 20)]:
    put(
        {"MetricName": "errors", "Dimensions": dimensions, "Timestamp": at(seconds), "Value": errors},
        {"MetricName": "requests", "Dimensions": dimensions, "Timestamp": at(seconds), "Value": requests},
    )
put(*({"MetricName": "bulk", "Timestamp": now, "Values": [n], "Counts": [2]} for n in range(150)))
put(
    {"MetricName": "mixed", "Value": 1, "Unit": "Seconds"},
    {"MetricName": "mixed", "Value": 2, "Unit": "Count"},
)
put(
    {"MetricName": "fast", "Timestamp": at(12.5), "Value": 1, "StorageResolution": 1},
    {"MetricName": "fast", "Timestamp": at(31), "Value": 2, "StorageResolution": 1},
)

errors = metric("errors", "errors", "Sum")
answer = get(
    [
        {**errors, "ReturnData": False},
        {**metric("requests", "requests", "Sum"), "ReturnData": False},
        {"Id": "rate", "Expression": "100 * errors / requests", "Label": "error rate"},
        {"Id": "filled", "Expression": "FILL(errors, 0)"},
        metric("trimmed", "bulk", "TM(0%:100%)", hosted=False),
    ]
)
paged = [errors, {"Id": "none", "Expression": "IF(errors > 4, errors)"}]
first = get(paged, MaxDatapoints=2)
second = get(paged, MaxDatapoints=2, NextToken=first["NextToken"])
mixed = get([metric("mixed", "mixed", "Sum", hosted=False)])
fast = cloudwatch.get_metric_statistics(
    Namespace="Shop", MetricName="fast", Period=10, Statistics=["Sum"], StartTime=now, EndTime=at(60)
)

json.dump(
    {
        "metrics": sorted(
            " ".join([found["MetricName"], *(f"{d['Name']}={d['Value']}" for d in found["Dimensions"])])
            for found in cloudwatch.list_metrics(Namespace="Shop")["Metrics"]
        ),
        "results": [
            {
                "id": result["Id"],
                "label": result["Label"],
                "status": result["StatusCode"],
                "points": [[since(time), value] for time, value in zip(result["Timestamps"], result["Values"])],
            }
            for result in answer["MetricDataResults"]
        ],
        "pages": [sum(len(result["Values"]) for result in page["MetricDataResults"]) for page in (first, second)],
        "seconds": [[since(point["Timestamp"]), point["Sum"]] for point in fast["Datapoints"]],
        "messages": [
            f"{message['Code']}: {message['Value']}"
            for result in mixed["MetricDataResults"]
            for message in result["Messages"]
        ],
        "refusals": {
            "expression": refused("Message", lambda: get([errors, {"Id": "e1", "Expression": "errors +"}])),
            "value": refused("Message", lambda: put({"MetricName": "bulk", "Values": [1, 2], "Counts": [1]})),
            "token": refused("Code", lambda: get([errors], NextToken="x")),
        },
    },
    sys.stdout,
)
