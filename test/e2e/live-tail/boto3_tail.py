"""Tails a log group with boto3, puts events meanwhile, hangs up once it has seen one, and prints what it saw as JSON."""

import json
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))
from boto3_shared import client

given = json.load(sys.stdin)
logs = client("logs", given["endpoint"], inject_host_prefix=False)
answer = logs.start_live_tail(**given["request"])
seen = {"start": None, "updates": []}
for event in answer["responseStream"]:
    if "sessionStart" in event:
        seen["start"] = event["sessionStart"]
        logs.put_log_events(**given["events"])
        continue
    seen["updates"].append(event["sessionUpdate"])
    if event["sessionUpdate"]["sessionResults"]:
        break
answer["responseStream"].close()
json.dump(seen, sys.stdout)
