package org.yunhe.governance.cli;

import java.util.List;
import org.yunhe.governance.ranger.PolicyCompiler;
import org.yunhe.governance.ranger.RangerBundle;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.lakehouse.crypto.KeyAccess;
import org.yunhe.lakehouse.trino.TrinoConnection;
import org.yunhe.models.access.AccessPolicy;
import org.yunhe.models.access.Account;
import org.yunhe.models.code.CodeCatalog;
import org.yunhe.models.contract.ContractCatalog;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/**
 * The process behind {@code ./yunhe policies}: {@code show [ACCOUNT]}, {@code check} or {@code push
 * URL USER}. The Ranger Admin's password is read from the environment variable {@code
 * YUNHE_RANGER_PASSWORD}.
 */
public final class PoliciesMain {
  private PoliciesMain() {}

  /** Runs one of the commands. */
  public static void main(String[] args) {
    try {
      run(List.of(args)).forEach(System.out::println);
    } catch (YunheException e) {
      System.err.println(e.line());
      System.exit(e.code().blame().exitCode());
    }
  }

  private static List<String> run(List<String> args) {
    YunheConfig config = YunheConfig.load();
    AccessPolicy access = AccessPolicy.load(config.governance().policies());
    ContractCatalog contracts = ContractCatalog.load();
    RangerBundle bundle =
        new PolicyCompiler(config.lake().catalog(), KeyAccess.mayMeet(config.encryption()))
            .compile(access, contracts, CodeCatalog.load());
    AccessMatrix matrix = new AccessMatrix(access, contracts);
    return switch (args.get(0)) {
      case "show" -> args.size() == 1 ? matrix.accounts() : matrix.tables(account(access, args));
      case "check" -> List.of(bundle.policies().path("policies").size() + " policies");
      default -> List.of(push(config, bundle, args.get(1), args.get(2)));
    };
  }

  private static Account account(AccessPolicy access, List<String> args) {
    Account account = access.accounts().get(args.get(1));
    if (account == null) {
      throw new YunheException(
          ErrorCode.UNKNOWN_NAME,
          "no account is named '" + args.get(1) + "'",
          "use one of " + access.accounts().keySet());
    }
    return account;
  }

  private static String push(YunheConfig config, RangerBundle bundle, String url, String user) {
    String password = System.getenv("YUNHE_RANGER_PASSWORD");
    if (password == null) {
      throw new YunheException(
          ErrorCode.BAD_CONFIG,
          "the password of the Ranger Admin is not known",
          "set the environment variable YUNHE_RANGER_PASSWORD");
    }
    try (RangerAdmin admin = new RangerAdmin(url, user, password)) {
      int sent = admin.push(bundle, TrinoConnection.jdbcUrl(config));
      return sent
          + " policies and "
          + bundle.tags().path("serviceResources").size()
          + " tagged columns sent to "
          + url;
    }
  }
}
