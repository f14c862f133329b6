package org.yunhe.models.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yunhe.models.code.CodeCatalog;
import org.yunhe.models.contract.ContractCatalog;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.Faults;
import org.yunhe.models.error.YunheException;
import org.yunhe.models.resource.ModelResources;

/**
 * The policy file: who may see what. What it does not allow is denied.
 *
 * @param roles roles by name, in the file's order
 * @param accounts accounts by name, in the file's order
 * @param masks masks; the first that covers a column is used
 * @param rows which rows belong to an institution
 * @param sensitive which rows are at level L5
 * @param file where it was read
 */
public record AccessPolicy(
    Map<String, Role> roles,
    Map<String, Account> accounts,
    List<Mask> masks,
    RowScope rows,
    Sensitive sensitive,
    String file) {
  private static final String BUILT_IN = "access/policies.yaml";

  /** Reads {@code own} where that file exists, else the policies that come with Yunhe. */
  public static AccessPolicy load(Path own) {
    return load(own, Faults.FIRST).orElseThrow();
  }

  /** Reads the same; gives nothing where the file is faulty, and reports every fault in it. */
  public static Optional<AccessPolicy> load(Path own, Faults faults) {
    if (own == null || !Files.exists(own)) {
      return new PolicyReader(faults).read(BUILT_IN, ModelResources.read(BUILT_IN));
    }
    return faults
        .attempt(() -> text(own))
        .flatMap(text -> new PolicyReader(faults).read(own.toString(), text));
  }

  private static String text(Path own) {
    try {
      return Files.readString(own);
    } catch (IOException e) {
      throw new YunheException(
          ErrorCode.BAD_MODEL, own + " cannot be read: " + e.getMessage(), "mend the file", e);
    }
  }

  /** Reads policies from their text; {@code file} is named in complaints. */
  public static AccessPolicy parse(String file, String text) {
    return new PolicyReader(Faults.FIRST).read(file, text).orElseThrow();
  }

  /** Returns the role of an account. */
  public Role roleOf(Account account) {
    return roles.get(account.role());
  }

  /** Refuses the first table, column or value set that no model file declares. */
  public void check(ContractCatalog contracts, CodeCatalog codes) {
    check(contracts, codes, Faults.FIRST);
  }

  /** Reports every table, column and value set that no model file declares. */
  public void check(ContractCatalog contracts, CodeCatalog codes, Faults faults) {
    for (String table : rows.publicTables()) {
      declared(faults, contracts.find(table).isPresent(), "rows.public", table);
    }
    for (String column : sensitive.columns().keySet()) {
      int dot = column.lastIndexOf('.');
      declared(
          faults,
          dot > 0
              && contracts
                  .find(column.substring(0, dot))
                  .flatMap(table -> table.column(column.substring(dot + 1)))
                  .isPresent(),
          "sensitive.columns",
          column);
    }
    declared(
        faults,
        !codes.list(sensitive.codes(), "default").isEmpty(),
        "sensitive.codes",
        sensitive.codes());
  }

  private void declared(Faults faults, boolean there, String where, String name) {
    if (!there) {
      faults.report(
          new YunheException(
              ErrorCode.BAD_MODEL,
              file + " at " + where + ": '" + name + "' is declared nowhere",
              "correct the name"));
    }
  }
}
