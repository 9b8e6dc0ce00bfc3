import type { Page } from "../reader.ts";
import type { ClientSettings } from "./settings.ts";

export interface Organizations {
  /** ListAccounts: ids of the accounts that are active. */
  accounts(token: string | undefined): Promise<Page<string>>;
}

export async function openOrganizations(settings: ClientSettings, signal: AbortSignal): Promise<Organizations> {
  const { ListAccountsCommand, OrganizationsClient } = await import("@aws-sdk/client-organizations");
  const client = new OrganizationsClient(settings);
  return {
    async accounts(token) {
      const { Accounts = [], NextToken } = await client.send(new ListAccountsCommand({ NextToken: token }), {
        abortSignal: signal,
      });
      // Status is to be replaced by State; an account is left out only when one of them says that it is closed. doc MODEL
      const active = Accounts.filter(
        ({ Status = "ACTIVE", State = "ACTIVE" }) => Status === "ACTIVE" && State === "ACTIVE",
      );
      return { items: active.flatMap(({ Id }) => (Id === undefined ? [] : [Id])), next: NextToken };
    },
  };
}
