package org.yunhe.models.cohort;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.yunhe.models.code.Csv;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;
import org.yunhe.models.yaml.YamlNode;

/** Reads a code list: its YAML file and the CSV file beside it. */
final class CodeListReader {
  private static final List<String> HEADER =
      List.of("system", "prefix", "display_zh", "display_en");
  private static final Set<String> SYSTEMS =
      Set.of(
          "ICD-10",
          "ICD-10-CN",
          "ICD-10-CM",
          "ICD-9-CM",
          "ICD-9-CM-3",
          "ICD-10-PCS",
          "ATC",
          "LOINC",
          "encounter-class");

  private CodeListReader() {}

  static CodeList read(String file, String yaml, String csvFile, String csv) {
    YamlNode root = YamlNode.parse(file, yaml, ErrorCode.BAD_MODEL);
    root.onlyKeys("codelist", "version", "name", "source");
    YamlNode name = root.get("codelist");
    if (!file.endsWith("/" + name.text() + ".yaml")) {
      throw name.error("the file declares '" + name.text() + "'", "name both the same");
    }
    root.get("name").get("zh").text();
    root.get("name").get("en").text();
    return new CodeList(
        name.text(), root.get("version").text(), root.get("source").text(), codes(csvFile, csv));
  }

  private static List<CodeList.Code> codes(String file, String text) {
    List<List<String>> rows = Csv.parse(file, text);
    if (rows.isEmpty() || !rows.get(0).equals(HEADER)) {
      throw wrong(file, 1, "the header must be " + String.join(",", HEADER));
    }
    List<CodeList.Code> codes = new ArrayList<>();
    for (int line = 1; line < rows.size(); line++) {
      List<String> row = rows.get(line);
      if (row.size() != HEADER.size()) {
        throw wrong(file, line + 1, row.size() + " values for " + HEADER.size() + " columns");
      }
      if (!SYSTEMS.contains(row.get(0))) {
        throw wrong(file, line + 1, "code system '" + row.get(0) + "' is none of " + SYSTEMS);
      }
      if (row.get(1).isBlank()) {
        throw wrong(file, line + 1, "the prefix is empty, which would cover every code");
      }
      codes.add(new CodeList.Code(row.get(0), row.get(1)));
    }
    return List.copyOf(codes);
  }

  private static YunheException wrong(String file, int line, String what) {
    return new YunheException(
        ErrorCode.BAD_MODEL, file + ":" + line + ": " + what, "correct the line");
  }
}
