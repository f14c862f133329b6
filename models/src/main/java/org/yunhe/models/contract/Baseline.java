package org.yunhe.models.contract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yunhe.models.code.Csv;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;
import org.yunhe.models.resource.ModelResources;

/**
 * The columns that readers rely on: what the contracts declared when they were last accepted, kept
 * in {@code tables/baseline.csv}. A table or column that is not in it is new and free.
 */
public final class Baseline {
  /** Path of the file among the model files. */
  public static final String FILE = "tables/baseline.csv";

  private static final String HEADER = "table,version,column,type,required,key";
  private static final int WIDTH = 6;

  private final Map<String, List<Column>> tables;

  private Baseline(Map<String, List<Column>> tables) {
    this.tables = tables;
  }

  /**
   * One accepted column.
   *
   * @param table table with its layer
   * @param majorVersion major version of its contract then
   * @param name column
   * @param type physical type
   * @param required whether null was not allowed
   * @param key position in the primary key from 1, or 0
   * @param place file and line of the baseline
   */
  public record Column(
      String table,
      int majorVersion,
      String name,
      ColumnType type,
      boolean required,
      int key,
      String place) {}

  /** Loads the baseline on the class path. */
  public static Baseline load() {
    return parse(ModelResources.read(FILE));
  }

  /** Reads a baseline from its text. */
  public static Baseline parse(String text) {
    List<List<String>> rows = Csv.parse(FILE, text);
    Map<String, List<Column>> tables = new LinkedHashMap<>();
    for (int line = 1; line < rows.size(); line++) {
      Column column = column(rows.get(line), FILE + ":" + (line + 1));
      tables.computeIfAbsent(column.table(), table -> new ArrayList<>()).add(column);
    }
    return new Baseline(tables);
  }

  /** Returns the accepted columns by table. */
  public Map<String, List<Column>> tables() {
    return tables;
  }

  /** Returns the text of a baseline that accepts {@code contracts} as they are. */
  public static String accept(ContractCatalog contracts) {
    StringBuilder text = new StringBuilder(HEADER).append('\n');
    for (TableContract table : contracts.tables()) {
      for (ColumnContract column : table.columns()) {
        text.append(
            "%s,%s,%s,%s,%s,%d%n"
                .formatted(
                    table.fullName(),
                    table.version(),
                    column.name(),
                    quoted(column.type().contractText()),
                    column.required(),
                    column.primaryKeyPosition()));
      }
    }
    return text.toString();
  }

  private static String quoted(String value) {
    return value.contains(",") ? "\"" + value + "\"" : value;
  }

  private static Column column(List<String> row, String place) {
    ColumnType type = row.size() == WIDTH ? ColumnType.parse(row.get(3)) : null;
    if (type == null || !row.get(5).matches("\\d{1,3}")) {
      throw new YunheException(
          ErrorCode.BAD_MODEL,
          place + ": the line is not " + HEADER,
          "correct it, or write the file anew with ./yunhe check --accept");
    }
    return new Column(
        row.get(0),
        TableContract.major(row.get(1)),
        row.get(2),
        type,
        Boolean.parseBoolean(row.get(4)),
        Integer.parseInt(row.get(5)),
        place);
  }
}
