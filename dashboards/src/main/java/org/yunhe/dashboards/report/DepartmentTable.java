package org.yunhe.dashboards.report;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.yunhe.models.code.CodeCatalog;
import org.yunhe.models.code.CodeEntry;
import org.yunhe.models.indicator.Indicator;

/** The part of a report that shows every department: one line each, one column an indicator. */
final class DepartmentTable {
  private static final String NONE = "none";

  private final Report report;
  private final Texts texts;

  DepartmentTable(Report report, Texts texts) {
    this.report = report;
    this.texts = texts;
  }

  /** Returns the section, or nothing where no department has a value. */
  String html() {
    List<Indicator> columns =
        report.shown().stream()
            .filter(
                indicator ->
                    report.departments().stream()
                        .anyMatch(value -> value.indicator().equals(indicator.code())))
            .toList();
    if (columns.isEmpty()) {
      return "";
    }
    return "<h2>"
        + texts.of("departments")
        + "</h2><table><thead><tr><th>"
        + texts.of("department")
        + "</th>"
        + columns.stream()
            .map(
                indicator ->
                    "<th class='n' title='"
                        + Html.text(indicator.name().in(texts.language())).replace("'", "&#39;")
                        + "'>"
                        + indicator.code()
                        + "</th>")
            .collect(Collectors.joining())
        + "</tr></thead><tbody>"
        + report.departments().stream()
            .map(DepartmentValue::department)
            .distinct()
            .sorted()
            .map(department -> row(department, columns))
            .collect(Collectors.joining("\n"))
        + "</tbody></table>";
  }

  private String row(String department, List<Indicator> columns) {
    return "<tr><td>"
        + Html.text(name(department))
        + "</td>"
        + columns.stream()
            .map(indicator -> cell(department, indicator))
            .collect(Collectors.joining())
        + "</tr>";
  }

  private String cell(String department, Indicator indicator) {
    Optional<DepartmentValue> value =
        report.departments().stream()
            .filter(row -> row.department().equals(department))
            .filter(row -> row.indicator().equals(indicator.code()))
            .findFirst();
    String shown =
        value
            .map(row -> Optional.ofNullable(Numbers.value(indicator, row.value())).orElse("–"))
            .orElse("");
    String parts =
        value
            .filter(row -> !indicator.isCount())
            .map(row -> Numbers.sum(row.numerator()) + "/" + Numbers.sum(row.denominator()))
            .orElse("");
    return "<td class='n'>" + shown + "<br><span class='unit'>" + parts + "</span></td>";
  }

  private String name(String department) {
    if (department.equals(NONE)) {
      return texts.of("unknown_department");
    }
    CodeEntry entry = CodeCatalog.load().list("department", "default").get(department);
    if (entry == null) {
      return department;
    }
    return texts.language().equals("zh") ? entry.display() : entry.attributes().get("display_en");
  }
}
