"""What the programs that drive boto3 share."""

import boto3
from botocore.config import Config
from botocore.loaders import Loader


def speak(protocol):
    """Leaves CloudWatch's model one protocol only: botocore chooses by its own preference among those of the model."""
    load = Loader.load_service_model

    def load_with_protocol(self, service_name, type_name, api_version=None):
        model = load(self, service_name, type_name, api_version)
        if service_name == "cloudwatch" and type_name == "service-2":
            model["metadata"].update(protocol=protocol, protocols=[protocol])
        return model

    Loader.load_service_model = load_with_protocol


def client(service, endpoint, **config):
    """A client of the endpoint that asks once."""
    return boto3.client(
        service,
        endpoint_url=endpoint,
        region_name="us-east-1",
        aws_access_key_id="AKIAIOSFODNN7EXAMPLE",
        aws_secret_access_key="not-a-secret",
        config=Config(retries={"total_max_attempts": 1}, **config),
    )
