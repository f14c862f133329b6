package org.yunhe.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.yunhe.lakehouse.config.YunheConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a query through Trino as a user. */
@Command(
    name = "sql",
    mixinStandardHelpOptions = true,
    description = "Runs a query through Trino as the given user and prints the answer.")
final class SqlCommand implements Callable<Integer> {
  @Parameters(paramLabel = "QUERY", description = "the query; tables are named layer.table")
  private String query;

  @Option(names = "--as", paramLabel = "USER", description = "user to query as (default: platform)")
  private String user = "platform";

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "table, csv or json (default: table)")
  private Format format = Format.table;

  private enum Format {
    table,
    csv,
    json
  }

  @Override
  public Integer call() {
    try (TrinoClient trino = new TrinoClient(YunheConfig.load(), user)) {
      TrinoClient.Result result = trino.query(query.strip().replaceFirst(";$", ""));
      System.out.print(
          switch (format) {
            case table -> asTable(result);
            case csv -> asCsv(result);
            case json -> asJson(result);
          });
    }
    return 0;
  }

  private static String asTable(TrinoClient.Result result) {
    Table table =
        new Table(
            IntStream.range(0, result.columns().size())
                .mapToObj(i -> result.columns().get(i) + (result.numeric().get(i) ? ">" : ""))
                .toList());
    result.rows().forEach(row -> table.row(row.stream().map(v -> v == null ? "" : v).toList()));
    int rows = result.rows().size();
    return table.text() + "(" + rows + (rows == 1 ? " row)\n" : " rows)\n");
  }

  private static String asCsv(TrinoClient.Result result) {
    StringBuilder text = new StringBuilder(csvLine(result.columns()));
    result.rows().forEach(row -> text.append(csvLine(row)));
    return text.toString();
  }

  private static String csvLine(List<String> values) {
    return values.stream()
            .map(
                value ->
                    value == null
                        ? ""
                        : value.matches("(?s).*[\",\r\n].*")
                            ? "\"" + value.replace("\"", "\"\"") + "\""
                            : value)
            .collect(Collectors.joining(","))
        + "\n";
  }

  private static String asJson(TrinoClient.Result result) {
    ArrayNode rows = new ObjectMapper().createArrayNode();
    for (List<String> row : result.rows()) {
      ObjectNode object = rows.addObject();
      for (int i = 0; i < row.size(); i++) {
        object.put(result.columns().get(i), row.get(i));
      }
    }
    return rows.toPrettyString() + "\n";
  }
}
