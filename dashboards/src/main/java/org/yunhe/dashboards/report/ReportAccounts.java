package org.yunhe.dashboards.report;

import java.util.List;
import org.yunhe.lakehouse.trino.TrinoConnection;
import org.yunhe.models.access.AccessPolicy;
import org.yunhe.models.access.Account;

/** Whose eyes a report is made with: the manager's of that institution, who sees no other. */
final class ReportAccounts {
  private static final String MANAGER = "manager";

  private final AccessPolicy policy;

  ReportAccounts(AccessPolicy policy) {
    this.policy = policy;
  }

  /** Returns the account of the manager of an institution, or the platform's where it has none. */
  String of(String organization) {
    return policy.accounts().values().stream()
        .filter(account -> account.role().equals(MANAGER))
        .filter(account -> account.orgs().equals(List.of(organization)))
        .map(Account::name)
        .findFirst()
        .orElse(TrinoConnection.PLATFORM);
  }
}
