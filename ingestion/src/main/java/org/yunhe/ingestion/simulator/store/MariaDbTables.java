package org.yunhe.ingestion.simulator.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of tables that is written for PostgreSQL, for MariaDB: a {@code timestamp}, which has no
 * zone, is a {@code datetime(6)}; comments stand with what they are about; what capture needs there
 * is left out here.
 */
final class MariaDbTables {
  private static final Pattern COMMENT =
      Pattern.compile("COMMENT ON (?:TABLE|COLUMN) (\\S+) IS ('(?:[^']|'')*')");
  private static final Pattern TABLE = Pattern.compile("CREATE TABLE (\\w+) \\(");
  private static final Pattern COLUMN = Pattern.compile("  (\\w+) .*?(,?)");
  private static final Pattern SCHEMA = Pattern.compile("CREATE SCHEMA IF NOT EXISTS (\\w+)");

  private final Map<String, String> comments = new HashMap<>();
  private final List<String> commands = new ArrayList<>();

  MariaDbTables(String ddl) {
    List<String> given =
        List.of(ddl.replaceAll("(?m)^--.*$", "").split(";\\s*(\n|$)")).stream()
            .map(String::strip)
            .toList();
    for (String command : given) {
      Matcher comment = COMMENT.matcher(command);
      if (comment.matches()) {
        comments.put(comment.group(1), comment.group(2));
      }
    }
    for (String command : given) {
      Matcher schema = SCHEMA.matcher(command);
      if (schema.matches()) {
        commands.add(command);
        commands.add("USE " + schema.group(1));
      } else if (command.startsWith("CREATE TABLE")) {
        commands.add(table(command));
      }
    }
  }

  /** Returns the commands in their order. */
  List<String> commands() {
    return List.copyOf(commands);
  }

  private String table(String command) {
    Matcher head = TABLE.matcher(command);
    if (!head.lookingAt()) {
      throw new IllegalArgumentException(command);
    }
    String name = head.group(1);
    StringBuilder text = new StringBuilder();
    for (String line : command.split("\n")) {
      Matcher column = COLUMN.matcher(line);
      String comment = column.matches() ? comments.get(name + "." + column.group(1)) : null;
      String typed = line.replaceFirst(" timestamp\\b", " datetime(6)");
      text.append(
          comment == null
              ? typed
              : typed.replaceFirst(",?$", "")
                  + " COMMENT "
                  + comment
                  + (line.endsWith(",") ? "," : ""));
      text.append('\n');
    }
    String comment = comments.get(name);
    return text.toString().strip() + (comment == null ? "" : " COMMENT " + comment);
  }
}
