/** Why a filter policy is refused; thrown inside this folder only, `compileFilterPolicy` turns it into a value. */
export class PolicyRefused extends Error {
  /** False for the one refusal that SNS writes without naming FilterPolicy. */
  readonly named: boolean;

  constructor(message: string, named = true) {
    super(message);
    this.named = named;
  }
}
