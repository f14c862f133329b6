package org.yunhe.governance.ranger;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.yunhe.models.access.AccessPolicy;
import org.yunhe.models.access.Account;
import org.yunhe.models.access.Right;
import org.yunhe.models.access.Role;
import org.yunhe.models.contract.ColumnContract;
import org.yunhe.models.contract.TableContract;

/** Who reads which table and column, and the roles that Ranger knows them by. */
final class Readers {
  private final AccessPolicy policy;

  Readers(AccessPolicy policy) {
    this.policy = policy;
  }

  /**
   * Returns the name of an account's role in Ranger: a role that sees its own institutions' rows is
   * one role for each set of institutions.
   */
  String rangerRole(Account account) {
    Role role = policy.roleOf(account);
    return role.ownRowsOnly()
        ? role.name() + "_" + String.join("_", new TreeSet<>(account.orgs()))
        : role.name();
  }

  /** Returns each role in Ranger with its accounts. */
  Map<String, List<Account>> members() {
    Map<String, List<Account>> members = new LinkedHashMap<>();
    for (Account account : policy.accounts().values()) {
      members.computeIfAbsent(rangerRole(account), role -> new ArrayList<>()).add(account);
    }
    return members;
  }

  /** Returns the roles in Ranger that some account has, each with what it may. */
  Map<String, Role> roles() {
    Map<String, Role> roles = new LinkedHashMap<>();
    members().forEach((name, accounts) -> roles.put(name, policy.roleOf(accounts.get(0))));
    return roles;
  }

  /** Returns the roles in Ranger that are no technical ones and read {@code table}. */
  Map<String, Role> of(TableContract table) {
    boolean scoped = policy.rows().isPublic(table) || !policy.rows().columns(table).isEmpty();
    Map<String, Role> readers = new LinkedHashMap<>();
    roles()
        .forEach(
            (name, role) -> {
              boolean reads = !role.technical() && role.readsTable(table.fullName());
              if (reads && (scoped || !role.ownRowsOnly())) {
                readers.put(name, role);
              }
            });
    return readers;
  }

  /** Returns those of them that may name {@code column}. */
  Map<String, Role> of(TableContract table, ColumnContract column) {
    Map<String, Role> readers = new LinkedHashMap<>(of(table));
    readers.values().removeIf(role -> right(role, table, column) == Right.DENIED);
    return readers;
  }

  static Right right(Role role, TableContract table, ColumnContract column) {
    return role.right(column.level(), table.fullName() + "." + column.name());
  }
}
