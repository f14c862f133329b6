package org.yunhe.models.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;
import org.yunhe.models.resource.ModelResources;

/**
 * The policy file: who may see what. What it does not allow is denied.
 *
 * @param roles roles by name, in the file's order
 * @param accounts accounts by name, in the file's order
 * @param masks masks; the first that covers a column is used
 * @param sensitiveCodes value set whose codes are prefixes of diagnoses at level L5
 * @param sensitiveColumns columns that carry such a code, with {@code *} for any letters
 * @param file where it was read
 */
public record AccessPolicy(
    Map<String, Role> roles,
    Map<String, Account> accounts,
    List<Mask> masks,
    String sensitiveCodes,
    List<String> sensitiveColumns,
    String file) {
  private static final String BUILT_IN = "access/policies.yaml";

  /** Reads {@code own} where that file exists, else the policies that come with Yunhe. */
  public static AccessPolicy load(Path own) {
    if (own == null || !Files.exists(own)) {
      return parse(BUILT_IN, ModelResources.read(BUILT_IN));
    }
    try {
      return parse(own.toString(), Files.readString(own));
    } catch (IOException e) {
      throw new YunheException(
          ErrorCode.BAD_MODEL, own + " cannot be read: " + e.getMessage(), "mend the file", e);
    }
  }

  /** Reads policies from their text; {@code file} is named in complaints. */
  public static AccessPolicy parse(String file, String text) {
    return PolicyReader.read(file, text);
  }

  /** Returns the role of an account. */
  public Role roleOf(Account account) {
    return roles.get(account.role());
  }

  /** Returns whether a column of that name carries a diagnosis code that may be of level L5. */
  public boolean mayBeSensitive(String column) {
    return sensitiveColumns.stream().anyMatch(name -> NamePattern.matches(name, column));
  }
}
