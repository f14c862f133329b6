package org.yunhe.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.lakehouse.trino.TrinoAccounts;
import org.yunhe.models.access.AccessPolicy;
import org.yunhe.models.access.Account;
import org.yunhe.models.access.Role;
import picocli.CommandLine.Command;

/** Shows the accounts with their passwords to whoever may read the secrets. */
@Command(
    name = "accounts",
    mixinStandardHelpOptions = true,
    description = {
      "Shows the accounts of Trino with their roles and passwords.",
      "Works for the owner of this installation only: the passwords stand in a file of theirs."
    })
final class AccountsCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    YunheConfig config = YunheConfig.load();
    AccessPolicy policy = AccessPolicy.load(config.governance().policies());
    Map<String, String> passwords =
        new TrinoAccounts(config.trino().accounts(), config.trino().accounts()).read();
    Table table = new Table(List.of("ACCOUNT", "PASSWORD", "FOR", "INSTITUTIONS"));
    for (Account account : policy.accounts().values()) {
      Role role = policy.roleOf(account);
      table.row(
          List.of(
              account.name(),
              passwords.getOrDefault(account.name(), "(made by the next 'up')"),
              config.language().equals("zh") ? role.textZh() : role.textEn(),
              String.join(", ", account.orgs())));
    }
    System.out.print(table.text());
    return 0;
  }
}
