import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { outputOf } from "./shapes.testing.ts";
import { encodeXml, errorXml, escapeXml } from "./xml.ts";

const NAMESPACE = "http://monitoring.amazonaws.com/doc/2010-08-01/";

describe("encodeXml", () => {
  it("wraps the answer in Response and Result, in the order of the model", () => {
    const output = {
      CompositeAlarms: [],
      MetricAlarms: [{ Threshold: 50, AlarmName: "a", StateUpdatedTimestamp: 1704067201500, ActionsEnabled: true }],
    };
    expect(encodeXml("DescribeAlarms", outputOf("cloudwatch", "DescribeAlarms"), output, NAMESPACE, "id-1")).toBe(
      `<DescribeAlarmsResponse xmlns="${NAMESPACE}"><DescribeAlarmsResult><CompositeAlarms/><MetricAlarms><member>` +
        "<AlarmName>a</AlarmName><ActionsEnabled>true</ActionsEnabled>" +
        "<StateUpdatedTimestamp>2024-01-01T00:00:01.500Z</StateUpdatedTimestamp><Threshold>50.0</Threshold>" +
        "</member></MetricAlarms></DescribeAlarmsResult>" +
        "<ResponseMetadata><RequestId>id-1</RequestId></ResponseMetadata></DescribeAlarmsResponse>",
    );
  });

  it("an operation that answers nothing has no Result", () => {
    expect(encodeXml("DeleteAlarms", undefined, {}, NAMESPACE, "id-1")).toBe(
      `<DeleteAlarmsResponse xmlns="${NAMESPACE}"><ResponseMetadata><RequestId>id-1</RequestId></ResponseMetadata></DeleteAlarmsResponse>`,
    );
  });

  it("a map is a list of entries", () => {
    const text = encodeXml(
      "Get",
      outputOf("sns", "GetTopicAttributes"),
      { Attributes: { Owner: "1", DisplayName: "" } },
      "n",
      "i",
    );
    expect(text).toContain(
      "<Attributes><entry><key>Owner</key><value>1</value></entry><entry><key>DisplayName</key><value/></entry></Attributes>",
    );
  });

  it("a member or a type the model does not have is a bug, not an answer", () => {
    const shape = outputOf("cloudwatch", "DescribeAlarms");
    expect(() => encodeXml("DescribeAlarms", shape, { Alarms: [] }, "n", "i")).toThrow(TypeError);
    expect(() => encodeXml("DescribeAlarms", shape, { NextToken: 5 }, "n", "i")).toThrow(TypeError);
  });
});

describe("errorXml", () => {
  it("names who is at fault, and leaves out the message AWS does not give", () => {
    expect(errorXml({ code: "ResourceNotFound", message: "", status: 404 }, NAMESPACE, "id-1")).toBe(
      `<ErrorResponse xmlns="${NAMESPACE}"><Error><Type>Sender</Type><Code>ResourceNotFound</Code></Error><RequestId>id-1</RequestId></ErrorResponse>`,
    );
    expect(errorXml({ code: "InternalFailure", message: "", status: 500 }, undefined, "i")).toContain(
      "<Type>Receiver</Type>",
    );
  });
});

describe("escapeXml", () => {
  it("a carriage return survives, a character XML cannot carry is replaced", () => {
    expect(escapeXml("a\r\n\tb\u0000\u001f\uffff\ud800c😀")).toBe("a&#xD;\n\tb\ufffd\ufffd\ufffd\ufffdc😀");
  });

  it("no text can open or close an element", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(escapeXml(text)).not.toMatch(/[<>"\u0000-\u0008]|&(?!(?:amp|lt|gt|quot|#xD);)/);
      }),
    );
  });
});
