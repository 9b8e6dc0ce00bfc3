"""Holds SARIF logs against the schema beside this file. Reads {"name": log, …}, writes {"name": ["place: problem", …], …}."""

import json
import sys
from pathlib import Path

from jsonschema import Draft4Validator

schema = json.loads(Path(__file__).with_name("sarif-2.1.0-rtm.5.json").read_text())
Draft4Validator.check_schema(schema)
validator = Draft4Validator(schema, format_checker=Draft4Validator.FORMAT_CHECKER)
given = json.load(sys.stdin)
json.dump(
    {name: [f"{error.json_path}: {error.message}" for error in validator.iter_errors(log)] for name, log in given.items()},
    sys.stdout,
)
