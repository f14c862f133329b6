package org.yunhe.governance.ranger;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.yunhe.lakehouse.crypto.EncryptedColumns;
import org.yunhe.lakehouse.crypto.ValueOpener;
import org.yunhe.lakehouse.server.TrinoServer;
import org.yunhe.lakehouse.trino.crypto.CryptoFunction;
import org.yunhe.models.access.AccessPolicy;
import org.yunhe.models.access.Mask;
import org.yunhe.models.access.Right;
import org.yunhe.models.access.Role;
import org.yunhe.models.contract.ColumnContract;
import org.yunhe.models.contract.TableContract;

/**
 * The masks of all columns. Columns that the same roles see through the same expressions share a
 * tag, and one policy on that tag masks them all.
 */
final class ColumnMasks {
  /** Stands for the null of the column's type. */
  static final String NULL = "NULL";

  private static final String COLUMN = "{col}";

  private final AccessPolicy access;
  private final Readers readers;
  private final SensitiveRows sensitive;
  private final boolean encrypted;
  private final Map<Map<String, String>, String> tags = new LinkedHashMap<>();

  ColumnMasks(AccessPolicy access, Readers readers, SensitiveRows sensitive, boolean encrypted) {
    this.access = access;
    this.readers = readers;
    this.sensitive = sensitive;
    this.encrypted = encrypted;
  }

  /** Returns the tag that masks the column, if any role sees it masked. */
  Optional<String> tag(TableContract table, ColumnContract column) {
    Map<String, String> expressions = expressions(table, column);
    if (expressions.isEmpty()) {
      return Optional.empty();
    }
    String known = tags.get(expressions);
    if (known == null) {
      String base = "MASK_" + mask(column).name().toUpperCase(Locale.ROOT);
      int number = 1;
      known = base;
      while (tags.containsValue(known)) {
        number++;
        known = base + "_" + number;
      }
      tags.put(expressions, known);
    }
    return Optional.of(known);
  }

  /** Returns every tag handed out so far with the expression that each role sees. */
  Map<String, Map<String, String>> byTag() {
    Map<String, Map<String, String>> byTag = new LinkedHashMap<>();
    tags.forEach((expressions, tag) -> byTag.put(tag, expressions));
    return byTag;
  }

  private Map<String, String> expressions(TableContract table, ColumnContract column) {
    Map<String, String> expressions = new TreeMap<>();
    readers
        .of(table, column)
        .forEach(
            (name, role) ->
                expression(table, column, role).ifPresent(sql -> expressions.put(name, sql)));
    return expressions;
  }

  private Optional<String> expression(TableContract table, ColumnContract column, Role role) {
    Optional<String> plain = plain(table, column, role);
    if (!encrypted || !EncryptedColumns.isEncrypted(table, column)) {
      return plain;
    }
    String name = EncryptedColumns.name(table, column);
    if (plain.isPresent()) {
      return plain.map(sql -> sql.contains(COLUMN) ? ofEither(sql, mask(column), name) : sql);
    }
    return role.decrypts()
        ? Optional.of(CryptoFunction.DECRYPT.call(TrinoServer.CRYPTO_CATALOG, COLUMN, name))
        : Optional.empty();
  }

  /** A column may hold encrypted values beside plain ones from before encryption was on. */
  private static String ofEither(String plain, Mask mask, String column) {
    String masked =
        CryptoFunction.ofMask(mask.name())
            .map(function -> function.call(TrinoServer.CRYPTO_CATALOG, COLUMN, column))
            .orElse("'***'");
    return "CASE WHEN starts_with(%s, '%s') THEN %s ELSE %s END"
        .formatted(COLUMN, ValueOpener.PREFIX, masked, plain);
  }

  private Optional<String> plain(TableContract table, ColumnContract column, Role role) {
    if (Readers.right(role, table, column) == Right.MASKED && !mask(column).keeps()) {
      return Optional.of(Optional.ofNullable(mask(column).expression()).orElse(NULL));
    }
    return role.sensitiveRows() ? Optional.empty() : sensitive.mask(table, column);
  }

  private Mask mask(ColumnContract column) {
    return access.masks().stream()
        .filter(mask -> mask.covers(column))
        .findFirst()
        .orElse(new Mask("nothing", java.util.List.of(), null, null, null));
  }
}
