package org.yunhe.models.access;

import java.util.List;
import java.util.Map;

/**
 * A kind of user.
 *
 * @param name name of the role
 * @param textZh who it is for, in Chinese
 * @param textEn who it is for, in English
 * @param technical whether it is the platform's own jobs: everything, writing included
 * @param impersonates roles whose accounts it may run queries as
 * @param reads layers, or tables as {@code layer.table}, that it may read; {@code *} in a name
 *     stands for any letters
 * @param levels what it may see of the columns of each level L1 to L5
 * @param ownRowsOnly whether it sees the rows of its account's institutions only
 * @param sensitiveRows whether it sees rows with a diagnosis of level L5
 * @param clear columns, as {@code layer.table.column} with {@code *}, that it sees unmasked
 *     although their level is masked
 * @param decrypts whether it may decrypt what is stored encrypted
 */
public record Role(
    String name,
    String textZh,
    String textEn,
    boolean technical,
    List<String> impersonates,
    List<String> reads,
    Map<String, Right> levels,
    boolean ownRowsOnly,
    boolean sensitiveRows,
    List<String> clear,
    boolean decrypts) {

  /** Returns whether the role may read the table {@code fullName}. */
  public boolean readsTable(String fullName) {
    String layer = fullName.substring(0, fullName.indexOf('.'));
    return technical
        || reads.stream()
            .anyMatch(name -> NamePattern.matches(name, name.contains(".") ? fullName : layer));
  }

  /** Returns what the role may see of the column {@code column} of level {@code level}. */
  public Right right(String level, String column) {
    Right right = technical ? Right.CLEAR : levels.getOrDefault(level, Right.DENIED);
    boolean excepted =
        right == Right.MASKED && clear.stream().anyMatch(name -> NamePattern.matches(name, column));
    return excepted ? Right.CLEAR : right;
  }
}
