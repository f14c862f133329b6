package org.yunhe.governance.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.yunhe.models.access.AccessPolicy;
import org.yunhe.models.access.Account;
import org.yunhe.models.access.Right;
import org.yunhe.models.access.Role;
import org.yunhe.models.contract.ColumnContract;
import org.yunhe.models.contract.ContractCatalog;
import org.yunhe.models.contract.TableContract;

/** What accounts may see, as lines for people. */
final class AccessMatrix {
  private final AccessPolicy access;
  private final ContractCatalog contracts;

  AccessMatrix(AccessPolicy access, ContractCatalog contracts) {
    this.access = access;
    this.contracts = contracts;
  }

  /** Returns one line for each account: role, layers, levels, rows. */
  List<String> accounts() {
    List<String> lines = new ArrayList<>();
    lines.add("%-16s %-12s %-44s %s".formatted("ACCOUNT", "ROLE", "LEVELS AND ROWS", "MAY READ"));
    for (Account account : access.accounts().values()) {
      Role role = access.roleOf(account);
      lines.add(
          "%-16s %-12s %-44s %s"
              .formatted(account.name(), role.name(), levels(role, account), reads(role)));
    }
    return lines;
  }

  /** Returns one line for each table that the account reads: columns clear, masked, denied. */
  List<String> tables(Account account) {
    Role role = access.roleOf(account);
    List<String> lines = new ArrayList<>();
    for (TableContract table : contracts.tables()) {
      boolean whose =
          !role.ownRowsOnly()
              || access.rows().isPublic(table)
              || !access.rows().columns(table).isEmpty();
      if (role.readsTable(table.fullName()) && whose) {
        Map<Right, List<String>> columns = new LinkedHashMap<>();
        for (ColumnContract column : table.columns()) {
          columns
              .computeIfAbsent(right(role, table, column), right -> new ArrayList<>())
              .add(column.name());
        }
        lines.add(table.fullName());
        columns.forEach(
            (right, names) ->
                lines.add(
                    "  %-7s %s"
                        .formatted(
                            right.name().toLowerCase(Locale.ROOT), String.join(", ", names))));
      }
    }
    return lines;
  }

  /** A mask that leaves values as they are counts as clear. */
  private Right right(Role role, TableContract table, ColumnContract column) {
    Right right = role.right(column.level(), table.fullName() + "." + column.name());
    boolean kept =
        right == Right.MASKED
            && access.masks().stream()
                .filter(mask -> mask.covers(column))
                .findFirst()
                .map(mask -> mask.keeps())
                .orElse(false);
    return kept ? Right.CLEAR : right;
  }

  private static String levels(Role role, Account account) {
    if (role.technical()) {
      return "everything, writing included";
    }
    StringBuilder text = new StringBuilder();
    for (Right right : Right.values()) {
      List<String> levels =
          List.of("L1", "L2", "L3", "L4", "L5").stream()
              .filter(level -> right == role.right(level, "") && right != Right.DENIED)
              .toList();
      if (!levels.isEmpty()) {
        text.append(String.join("+", levels))
            .append(' ')
            .append(right.name().toLowerCase(Locale.ROOT))
            .append("; ");
      }
    }
    return text.append(role.ownRowsOnly() ? String.join("+", account.orgs()) : "all rows")
        .toString();
  }

  private static String reads(Role role) {
    return role.technical()
        ? "*"
        : role.impersonates().isEmpty()
            ? String.join(", ", role.reads())
            : "on behalf of " + String.join(", ", role.impersonates());
  }
}
