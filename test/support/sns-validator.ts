import https from "node:https";
import { createRequire } from "node:module";
import { Readable } from "node:stream";
import { vi } from "vitest";

/** The part of AWS's sns-validator that its documentation describes; the package has no types. */
interface Validator {
  validate(message: object, done: (error: Error | null, message?: object) => void): void;
}

const MessageValidator: new () => Validator = createRequire(import.meta.url)("sns-validator");

/** Where the validator would look for AWS's certificate; the field is not part of what is signed. */
const SigningCertURL = "https://sns.us-east-1.amazonaws.com/SimpleNotificationService-0123.pem";

/**
 * Asks the stock validator, given our certificate: it fetches certificates from AWS's hosts only, so its fetch is
 * answered with ours. Resolves with the message; rejects when the signature does not hold.
 */
export async function validate(message: object, certificatePem: string): Promise<object | undefined> {
  const get = vi.spyOn(https, "get").mockImplementation(((_url: unknown, answered: (response: unknown) => void) => {
    answered(Object.assign(Readable.from([certificatePem]), { statusCode: 200 }));
    return { on: () => undefined };
  }) as unknown as typeof https.get);
  try {
    return await new Promise((resolve, reject) => {
      new MessageValidator().validate({ ...message, SigningCertURL }, (error, valid) => {
        if (error === null) resolve(valid);
        else reject(error);
      });
    });
  } finally {
    get.mockRestore();
  }
}
