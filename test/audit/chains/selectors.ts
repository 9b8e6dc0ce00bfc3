import type { Parts } from "../chain.ts";

type Selectors = NonNullable<Parts["selectors"]>;

export const managementOnly: Selectors = {
  AdvancedEventSelectors: [{ Name: "all", FieldSelectors: [{ Field: "eventCategory", Equals: ["Management"] }] }],
};

export const dataOnly: Selectors = {
  AdvancedEventSelectors: [
    {
      Name: "objects",
      FieldSelectors: [
        { Field: "eventCategory", Equals: ["Data"] },
        { Field: "resources.type", Equals: ["AWS::S3::Object"] },
      ],
    },
  ],
};

export const readOnlyAdvanced: Selectors = {
  AdvancedEventSelectors: [
    {
      Name: "reads",
      FieldSelectors: [
        { Field: "eventCategory", Equals: ["Management"] },
        { Field: "readOnly", Equals: ["true"] },
      ],
    },
  ],
};

export function classic(ReadWriteType: "ReadOnly" | "WriteOnly" | "All", excluded: readonly string[] = []): Selectors {
  return {
    EventSelectors: [{ ReadWriteType, IncludeManagementEvents: true, ExcludeManagementEventSources: [...excluded] }],
  };
}

export const withoutManagementEvents: Selectors = {
  EventSelectors: [
    {
      ReadWriteType: "All",
      IncludeManagementEvents: false,
      DataResources: [{ Type: "AWS::S3::Object", Values: ["arn:aws:s3"] }],
    },
  ],
};
