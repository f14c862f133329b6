package org.yunhe.ingestion.omop;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.yunhe.ingestion.simulator.store.CsvLine;

/**
 * A table of the OMOP files: its name, and columns typed by what their values are, so that nothing
 * is altered on the way in. Source values and codes are texts, whatever they look like.
 */
record OmopTable(
    String name, Path file, List<String> columns, List<String> types, List<String> key) {

  private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,18})");
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern TIME = Pattern.compile("\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2}");

  /** Keys of the tables that are not known by {@code <table>_id}. */
  private static final Map<String, List<String>> KEYS =
      Map.of(
          "cdm_source", List.of("cdm_source_abbreviation"),
          "death", List.of("person_id"),
          "fact_relationship",
              List.of(
                  "domain_concept_id_1",
                  "fact_id_1",
                  "domain_concept_id_2",
                  "fact_id_2",
                  "relationship_concept_id"),
          "concept_relationship", List.of("concept_id_1", "concept_id_2", "relationship_id"));

  static OmopTable read(Path file) throws IOException {
    String name =
        file.getFileName().toString().replaceFirst("^2b_", "").replaceFirst("\\.csv(\\.gz)?$", "");
    try (BufferedReader lines = open(file)) {
      List<String> columns =
          CsvLine.split(lines.readLine().replace("\uFEFF", "")).stream()
              .map(column -> column.toLowerCase(Locale.ROOT))
              .toList();
      List<String> types = new ArrayList<>(columns.stream().map(OmopTable::wanted).toList());
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        List<String> values = CsvLine.split(line);
        for (int i = 0; i < types.size() && i < values.size(); i++) {
          if (!values.get(i).isEmpty() && !fits(types.get(i), values.get(i))) {
            types.set(i, "text");
          }
        }
      }
      return new OmopTable(
          name, file, columns, types, KEYS.getOrDefault(name, List.of(name + "_id")));
    }
  }

  /** The file's text, unpacked where it is compressed. */
  static BufferedReader open(Path file) throws IOException {
    var in = Files.newInputStream(file);
    boolean packed = file.toString().endsWith(".gz");
    return new BufferedReader(
        new InputStreamReader(packed ? new GZIPInputStream(in) : in, StandardCharsets.UTF_8));
  }

  private static String wanted(String column) {
    if (column.endsWith("_date")) {
      return "date";
    }
    if (column.endsWith("_datetime")) {
      return "timestamp";
    }
    boolean number =
        column.matches(".*_id(_[12])?")
            || column.endsWith("_of_birth")
            || column.endsWith("_count");
    return number ? "bigint" : "text";
  }

  private static boolean fits(String type, String value) {
    return switch (type) {
      case "bigint" -> WHOLE.matcher(value).matches();
      case "date" -> DATE.matcher(value).matches();
      case "timestamp" -> TIME.matcher(value).matches();
      default -> true;
    };
  }

  /** The statement that makes the table in a schema. */
  String ddl(String schema) {
    String list =
        IntStream.range(0, columns.size())
            .mapToObj(i -> columns.get(i) + " " + types.get(i))
            .collect(Collectors.joining(", "));
    return """
        CREATE TABLE %1$s.%2$s (%3$s, PRIMARY KEY (%4$s));
        ALTER TABLE %1$s.%2$s REPLICA IDENTITY FULL"""
        .formatted(schema, name, list, String.join(", ", key));
  }

  /** The statement that takes the file's lines after the header. */
  String copy(String schema) {
    return "COPY %s.%s FROM STDIN WITH (FORMAT csv, HEADER true)".formatted(schema, name);
  }
}
