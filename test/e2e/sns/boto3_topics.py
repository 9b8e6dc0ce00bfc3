"""Drives topics, filters, dead letters and FIFO with boto3, and prints what it saw as JSON."""

import json
import sys

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

stage = json.load(sys.stdin)
KEYS = {"region_name": "us-east-1", "aws_access_key_id": "x", "aws_secret_access_key": "x"}
ONCE = Config(retries={"max_attempts": 1})
sns = boto3.client("sns", endpoint_url=stage["endpoint"], config=ONCE, **KEYS)
sqs = boto3.client("sqs", endpoint_url=stage["queues"], config=ONCE, **KEYS)
ACCOUNT = "arn:aws:sqs:us-east-1:123456789012:"


def queue(name, **attributes):
    return sqs.create_queue(QueueName=name, Attributes=attributes)["QueueUrl"]


def receive(url, count):
    """Waits for so many messages, in the order in which they come."""
    found = []
    for _ in range(20):
        answer = sqs.receive_message(
            QueueUrl=url, MaxNumberOfMessages=10, WaitTimeSeconds=1, MessageAttributeNames=["All"], AttributeNames=["All"]
        )
        for message in answer.get("Messages", []):
            found.append(message)
            sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
        if len(found) >= count:
            break
    return found


def refusal(call, **arguments):
    try:
        call(**arguments)
    except ClientError as error:
        return [error.response["Error"]["Code"], error.response["Error"]["Message"]]
    return None


def attribute(name, kind="String"):
    return {"DataType": kind, "StringValue": name}


# A topic as Terraform makes it.
topic = sns.create_topic(Name="alarms", Tags=[{"Key": "stage", "Value": "test"}])["TopicArn"]
for protocol in ["HTTP", "Firehose", "Lambda", "Application", "SQS"]:
    sns.set_topic_attributes(TopicArn=topic, AttributeName=protocol + "SuccessFeedbackSampleRate", AttributeValue="0")
policy = json.loads(sns.get_topic_attributes(TopicArn=topic)["Attributes"]["Policy"])
policy["Statement"][0]["Action"].append("SNS:Receive")
sns.set_topic_attributes(TopicArn=topic, AttributeName="Policy", AttributeValue=json.dumps(policy, indent=2))
after = json.loads(sns.get_topic_attributes(TopicArn=topic)["Attributes"]["Policy"])

sns.tag_resource(ResourceArn=topic, Tags=[{"Key": "owner", "Value": "me"}])
sns.untag_resource(ResourceArn=topic, TagKeys=["stage"])
sns.add_permission(TopicArn=topic, Label="one", AWSAccountId=["999999999999"], ActionName=["Publish"])
labels = [s["Sid"] for s in json.loads(sns.get_topic_attributes(TopicArn=topic)["Attributes"]["Policy"])["Statement"]]
sns.remove_permission(TopicArn=topic, Label="one")

# Filters and a batch.
roots, gone = queue("roots"), queue("dead")
filtered = sns.subscribe(
    TopicArn=topic,
    Protocol="sqs",
    Endpoint=ACCOUNT + "roots",
    Attributes={"FilterPolicy": json.dumps({"who": ["root", {"prefix": "adm"}]}), "RawMessageDelivery": "true"},
)["SubscriptionArn"]
batch = sns.publish_batch(
    TopicArn=topic,
    PublishBatchRequestEntries=[
        {"Id": "a", "Message": "by root", "MessageAttributes": {"who": attribute("root")}},
        {"Id": "b", "Message": "by alice", "MessageAttributes": {"who": attribute("alice")}},
        {"Id": "c", "Message": "by admin", "MessageAttributes": {"who": attribute("admin")}},
        {"Id": "d", "Message": ""},
    ],
)
passed = sorted(message["Body"] for message in receive(roots, 2))

# A queue that is not there, and one for dead letters.
lost = sns.subscribe(
    TopicArn=topic,
    Protocol="sqs",
    Endpoint=ACCOUNT + "missing",
    Attributes={"RedrivePolicy": json.dumps({"deadLetterTargetArn": ACCOUNT + "dead"})},
)["SubscriptionArn"]
sns.publish(TopicArn=topic, Message="nobody home", Subject="Lost")
letters = [json.loads(message["Body"]) for message in receive(gone, 1)]

sns.unsubscribe(SubscriptionArn=lost)

# FIFO.
fifo_queue = queue("orders.fifo", FifoQueue="true")
fifo = sns.create_topic(Name="orders.fifo", Attributes={"FifoTopic": "true", "ContentBasedDeduplication": "true"})["TopicArn"]
sns.subscribe(TopicArn=fifo, Protocol="sqs", Endpoint=ACCOUNT + "orders.fifo")
numbers = [sns.publish(TopicArn=fifo, Message="order %d" % (n % 5), MessageGroupId="g")["SequenceNumber"] for n in range(10)]
ordered = [json.loads(message["Body"]) for message in receive(fifo_queue, 5)]

json.dump(
    {
        "policyKept": after == policy,
        "tags": sns.list_tags_for_resource(ResourceArn=topic)["Tags"],
        "labels": labels,
        "batch": {
            "successful": [entry["Id"] for entry in batch["Successful"]],
            "failed": [[entry["Id"], entry["Code"], entry["SenderFault"]] for entry in batch["Failed"]],
        },
        "passed": passed,
        "filter": sns.get_subscription_attributes(SubscriptionArn=filtered)["Attributes"]["FilterPolicy"],
        "letters": [[letter["Type"], letter["Subject"], letter["Message"]] for letter in letters],
        "ordered": [message["Message"] for message in ordered],
        "signed": [("Signature" in message) for message in ordered],
        "repeated": numbers[:5] == numbers[5:],
        "refusals": {
            "filter": refusal(
                sns.set_subscription_attributes,
                SubscriptionArn=filtered,
                AttributeName="FilterPolicy",
                AttributeValue='{"key": [["value"]]}',
            ),
            "unsubscribed": refusal(sns.get_subscription_attributes, SubscriptionArn=lost),
            "untagged": refusal(sns.list_tags_for_resource, ResourceArn=topic + "x"),
            "batch": refusal(
                sns.publish_batch,
                TopicArn=topic,
                PublishBatchRequestEntries=[{"Id": "a", "Message": "x"}, {"Id": "a", "Message": "x"}],
            ),
            "group": refusal(sns.publish, TopicArn=fifo, Message="x"),
            "sms": refusal(sns.publish, PhoneNumber="+15551234567", Message="x"),
            "platform": refusal(sns.list_platform_applications),
            "protection": refusal(sns.get_data_protection_policy, ResourceArn=topic),
        },
    },
    sys.stdout,
)
