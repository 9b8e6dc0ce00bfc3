import type { ServiceName } from "../engine/scope.ts";

/** How clients address one AWS service. */
export interface ServiceAddress {
  readonly service: ServiceName;
  /** The service's name in SigV4 scopes and host names. */
  readonly signingName: string;
  /** The second last segment of `X-Amz-Target`, and the service segment of an rpcv2Cbor path; absent for query-only services. */
  readonly target?: string;
  /** `Version` and XML namespace of the query protocol; absent for services without it. */
  readonly query?: { readonly version: string; readonly namespace: string };
  /** Does the service also speak rpcv2Cbor? */
  readonly cbor: boolean;
}

// obs: targets as the CLI, boto3, the JavaScript SDK and Terraform send them, namespaces as AWS answers (STACKD).
const ADDRESSES: readonly ServiceAddress[] = [
  {
    service: "cloudwatch",
    signingName: "monitoring",
    target: "GraniteServiceVersion20100801",
    query: { version: "2010-08-01", namespace: "http://monitoring.amazonaws.com/doc/2010-08-01/" },
    cbor: true,
  },
  { service: "logs", signingName: "logs", target: "Logs_20140328", cbor: false },
  { service: "cloudtrail", signingName: "cloudtrail", target: "CloudTrail_20131101", cbor: false },
  {
    service: "sns",
    signingName: "sns",
    query: { version: "2010-03-31", namespace: "http://sns.amazonaws.com/doc/2010-03-31/" },
    cbor: false,
  },
  {
    service: "sts",
    signingName: "sts",
    query: { version: "2011-06-15", namespace: "https://sts.amazonaws.com/doc/2011-06-15/" },
    cbor: false,
  },
  {
    service: "iam",
    signingName: "iam",
    query: { version: "2010-05-08", namespace: "https://iam.amazonaws.com/doc/2010-05-08/" },
    cbor: false,
  },
  { service: "kms", signingName: "kms", target: "TrentService", cbor: false },
  { service: "s3", signingName: "s3", cbor: false },
];

const byTarget = new Map(ADDRESSES.map((address) => [address.target, address]));
const byVersion = new Map(ADDRESSES.map((address) => [address.query?.version, address]));
const bySigningName = new Map(ADDRESSES.map((address) => [address.signingName, address]));

/** The service whose `X-Amz-Target` (or rpcv2Cbor path) carries this name. */
export function serviceByTarget(target: string): ServiceAddress | undefined {
  return byTarget.get(target);
}

/** The service whose query requests carry this `Version`. */
export function serviceByVersion(version: string): ServiceAddress | undefined {
  return byVersion.get(version);
}

/** The service that SigV4 scopes and host names call by this name. */
export function serviceBySigningName(name: string): ServiceAddress | undefined {
  return bySigningName.get(name);
}
