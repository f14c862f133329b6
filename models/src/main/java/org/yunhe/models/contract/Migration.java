package org.yunhe.models.contract;

import java.util.Locale;
import java.util.Optional;

/** How a change that breaks readers is brought about, once the major version says it is meant. */
public enum Migration {
  /** None is declared: what breaks readers is refused. */
  NONE,
  /** Columns are dropped, made required or made the key in the table as it is; rows stay. */
  IN_PLACE,
  /** The table begins anew and its job fills it again; older snapshots keep the former rows. */
  REBUILD;

  /** Returns the migration of that name in a contract, {@code in-place} or {@code rebuild}. */
  static Optional<Migration> find(String name) {
    for (Migration migration : values()) {
      if (migration != NONE && migration.text().equals(name)) {
        return Optional.of(migration);
      }
    }
    return Optional.empty();
  }

  /** Returns the name as a contract writes it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns whether this migration can bring about what needs {@code least}. */
  public boolean reaches(Migration least) {
    return compareTo(least) >= 0;
  }
}
