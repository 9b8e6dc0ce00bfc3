# The whole chain, as a team that uses Terraform writes it. `endpoint` is where Tocsin listens.

terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

variable "endpoint" {
  type = string
}

variable "threshold" {
  type    = number
  default = 1
}

variable "tags" {
  type    = map(string)
  default = { team = "security" }
}

provider "aws" {
  region                      = "us-east-1"
  access_key                  = "test"
  secret_key                  = "test"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true

  endpoints {
    cloudtrail     = var.endpoint
    cloudwatch     = var.endpoint
    cloudwatchlogs = var.endpoint
    sns            = var.endpoint
    sts            = var.endpoint
  }
}

data "aws_caller_identity" "current" {}

resource "aws_cloudwatch_log_group" "trail" {
  name              = "CloudTrail/logs"
  retention_in_days = 90
  tags              = var.tags
}

resource "aws_cloudtrail" "main" {
  name                          = "main"
  s3_bucket_name                = "trail-logs"
  is_multi_region_trail         = true
  include_global_service_events = true
  enable_log_file_validation    = true
  cloud_watch_logs_group_arn    = "${aws_cloudwatch_log_group.trail.arn}:*"
  cloud_watch_logs_role_arn     = "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/trail-to-logs"
  tags                          = var.tags

  event_selector {
    read_write_type           = "WriteOnly"
    include_management_events = true
  }

  insight_selector {
    insight_type = "ApiCallRateInsight"
  }
}

resource "aws_cloudwatch_log_metric_filter" "unauthorized" {
  name           = "unauthorized-api-calls"
  log_group_name = aws_cloudwatch_log_group.trail.name
  pattern        = "{ ($.errorCode = \"*UnauthorizedOperation\") || ($.errorCode = \"AccessDenied*\") }"

  metric_transformation {
    name      = "UnauthorizedAPICalls"
    namespace = "CISBenchmark"
    value     = "1"
  }
}

resource "aws_sns_topic" "alarms" {
  name = "security-alarms"
  tags = var.tags
}

resource "aws_sns_topic_policy" "alarms" {
  arn = aws_sns_topic.alarms.arn
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "alarms"
      Effect    = "Allow"
      Principal = { Service = "cloudwatch.amazonaws.com" }
      Action    = "sns:Publish"
      Resource  = aws_sns_topic.alarms.arn
    }]
  })
}

resource "aws_sns_topic_subscription" "queue" {
  topic_arn            = aws_sns_topic.alarms.arn
  protocol             = "sqs"
  endpoint             = "arn:aws:sqs:us-east-1:${data.aws_caller_identity.current.account_id}:alarms"
  raw_message_delivery = true
}

resource "aws_cloudwatch_metric_alarm" "unauthorized" {
  alarm_name          = "unauthorized-api-calls"
  alarm_description   = "calls that were refused"
  namespace           = aws_cloudwatch_log_metric_filter.unauthorized.metric_transformation[0].namespace
  metric_name         = aws_cloudwatch_log_metric_filter.unauthorized.metric_transformation[0].name
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  threshold           = var.threshold
  comparison_operator = "GreaterThanOrEqualToThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]
  tags                = var.tags
}

resource "aws_cloudwatch_composite_alarm" "any" {
  alarm_name    = "anything-suspicious"
  alarm_rule    = "ALARM(${aws_cloudwatch_metric_alarm.unauthorized.alarm_name})"
  alarm_actions = [aws_sns_topic.alarms.arn]
  tags          = var.tags
}
