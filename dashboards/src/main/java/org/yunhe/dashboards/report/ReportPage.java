package org.yunhe.dashboards.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.yunhe.models.indicator.Direction;
import org.yunhe.models.indicator.Indicator;

/** Writes a report as one HTML page that needs nothing from outside. */
final class ReportPage {
  private static final int MONTHS_BEFORE = 12;
  private static final String FONT =
      "'Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',"
          + "'Helvetica Neue',Arial,sans-serif";
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private final Report report;
  private final Texts texts;
  private final DepartmentTable departments;

  ReportPage(Report report, Texts texts) {
    this.report = report;
    this.texts = texts;
    this.departments = new DepartmentTable(report, texts);
  }

  /** Returns the page. */
  String html() {
    return """
        <!DOCTYPE html>
        <html lang="%s">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%s · %s · %s</title>
        <style>
        %s</style>
        </head>
        <body>
        <header><div><h1>%s</h1><p class="subtitle">%s · %s</p></div><div class="month">%s</div></header>
        <h2>%s</h2>
        %s
        %s
        %s
        %s
        %s
        </body>
        </html>
        """
        .formatted(
            texts.language().equals("zh") ? "zh-CN" : "en",
            name(),
            t("title"),
            texts.month(report.month()),
            css(),
            name(),
            t("title"),
            Html.text(report.institution().code()),
            texts.month(report.month()),
            t("summary"),
            summary(),
            notes(),
            report.shown().stream().map(this::article).collect(Collectors.joining("\n")),
            departments.html(),
            trace());
  }

  private String summary() {
    return "<table class='summary'><thead><tr><th>"
        + t("indicator")
        + "</th><th class='n'>"
        + t("value")
        + "</th><th class='n'>"
        + t("previous")
        + "</th><th class='n'>"
        + t("last_year")
        + "</th><th class='n'>"
        + t("median")
        + "</th><th>"
        + t("wish")
        + "</th></tr></thead><tbody>"
        + report.shown().stream().map(this::summaryRow).collect(Collectors.joining("\n"))
        + "</tbody></table>";
  }

  private String summaryRow(Indicator indicator) {
    Optional<Value> now = now(indicator);
    return "<tr><td>%s <span class='code'>%s</span></td><td class='n main'>%s%s</td><td class='n'>%s</td><td class='n'>%s</td><td class='n'>%s</td><td>%s<br>%s</td></tr>"
        .formatted(
            Html.text(indicator.name().in(texts.language())),
            indicator.code(),
            shown(indicator, now),
            now.map(value -> "<br>" + tags(value)).orElse(""),
            shown(indicator, previous(indicator)),
            shown(indicator, lastYear(indicator)),
            median(indicator, now),
            t(key(indicator.direction())),
            change(indicator));
  }

  private String article(Indicator indicator) {
    Optional<Value> now = now(indicator);
    return """
        <article id="%s">
        <div class="top"><div><h3>%s <span class="code">%s</span></h3><div>%s · %s</div></div>
        <div class="figure"><div class="big">%s</div>%s</div></div>
        <div class="facts"><div><span>%s</span><b>%s</b></div><div><span>%s</span><b>%s</b></div><div><span>%s</span><b>%s</b></div><div><span>%s / %s</span><b>%s / %s</b></div></div>
        %s
        %s
        </article>
        """
        .formatted(
            indicator.code(),
            Html.text(indicator.name().in(texts.language())),
            indicator.code(),
            t(key(indicator.direction())),
            change(indicator),
            shown(indicator, now),
            now.map(value -> tags(value)).orElse(""),
            t("previous"),
            shown(indicator, previous(indicator)),
            t("last_year"),
            shown(indicator, lastYear(indicator)),
            t("median"),
            median(indicator, now),
            t("numerator"),
            t("denominator"),
            now.map(value -> Numbers.sum(value.numerator())).orElse("–"),
            now.map(value -> Numbers.sum(value.denominator())).orElse("–"),
            new TrendChart(
                    indicator,
                    months(),
                    month -> report.value(indicator, month).orElse(null),
                    texts)
                .svg(),
            meaning(indicator, now));
  }

  private String meaning(Indicator indicator, Optional<Value> now) {
    StringBuilder list = new StringBuilder("<dl>");
    entry(list, "definition", Html.text(indicator.definition().in(texts.language())));
    entry(list, "numerator", Html.text(indicator.numerator().in(texts.language())));
    indicator
        .denominator()
        .ifPresent(text -> entry(list, "denominator", Html.text(text.in(texts.language()))));
    entry(
        list,
        "exclusions",
        indicator.exclusions().isEmpty()
            ? t("none")
            : indicator.exclusions().stream()
                .map(text -> Html.text(text.in(texts.language())))
                .collect(Collectors.joining(texts.language().equals("zh") ? "；" : "; ")));
    now.filter(Value::smallSample)
        .ifPresent(v -> entry(list, "small", texts.of("small_long", indicator.smallSample())));
    now.filter(this::provisional)
        .ifPresent(v -> entry(list, "provisional", texts.of("provisional_long", v.finalFrom())));
    entry(
        list,
        "version",
        now.map(value -> value.version() + " · " + t("fingerprint") + " " + value.fingerprint())
            .orElse(indicator.version()));
    entry(
        list,
        "source",
        Html.text(indicator.source()) + " · " + t("evidence") + " " + indicator.evidence());
    return list.append("</dl>").toString();
  }

  private String notes() {
    return "<h2>"
        + t("notes")
        + "</h2><ul class='soft'>"
        + List.of("sums", "month", "small", "median", "rows").stream()
            .map(note -> "<li>" + t("note." + note) + "</li>")
            .collect(Collectors.joining())
        + "</ul><h2>"
        + t("indicator")
        + "</h2>";
  }

  private String trace() {
    TreeMap<String, String> runs = new TreeMap<>();
    for (Indicator indicator : report.shown()) {
      now(indicator)
          .ifPresent(
              value ->
                  runs.merge(
                      value.runId()
                          + " · "
                          + t("computed")
                          + " "
                          + MINUTE.format(value.computedAt().atZone(ZONE))
                          + " · "
                          + t("snapshots")
                          + " "
                          + value.snapshots(),
                      value.indicator(),
                      (a, b) -> a + ", " + b));
    }
    StringBuilder list = new StringBuilder("<footer><b>" + t("trace") + "</b><dl>");
    runs.forEach(
        (run, codes) ->
            list.append("<dt>")
                .append(codes)
                .append("</dt><dd>")
                .append(Html.text(run))
                .append("</dd>"));
    entry(list, "account", Html.text(report.account()));
    entry(list, "generated", MINUTE.format(report.generatedAt().atZone(ZONE)) + " (UTC+8)");
    return list.append("</dl></footer>").toString();
  }

  private String change(Indicator indicator) {
    Optional<Double> now = now(indicator).map(Value::value);
    Optional<Double> before = previous(indicator).map(Value::value);
    if (now.isEmpty() || before.isEmpty()) {
      return span("soft", "no_change");
    }
    int order = Double.compare(now.get(), before.get());
    if (order == 0) {
      return span("soft", "same");
    }
    return switch (indicator.direction()) {
      case RAISE -> order > 0 ? span("good", "better") : span("bad", "worse");
      case LOWER -> order < 0 ? span("good", "better") : span("bad", "worse");
      case MONITOR -> span("soft", "changed");
    };
  }

  private String span(String style, String key) {
    return "<span class='" + style + "'>" + t(key) + "</span>";
  }

  private String shown(Indicator indicator, Optional<Value> value) {
    if (value.isEmpty()) {
      return span("soft", "no_value");
    }
    String text = Numbers.value(indicator, value.get().value());
    return text == null
        ? span("soft", "no_cases")
        : text
            + "<span class='unit'> "
            + Html.text(indicator.unit().in(texts.language()))
            + "</span>";
  }

  private String median(Indicator indicator, Optional<Value> value) {
    if (value.filter(Value::hasPeers).isEmpty()) {
      return span("soft", "no_peers");
    }
    return Numbers.value(indicator, value.get().median())
        + "<span class='unit'> ("
        + texts.of("peers", value.get().peers())
        + ")</span>";
  }

  private String tags(Value value) {
    StringBuilder tags = new StringBuilder();
    if (value.smallSample()) {
      tags.append("<span class='tag'>").append(t("small")).append("</span> ");
    }
    if (provisional(value)) {
      tags.append("<span class='tag'>").append(t("provisional")).append("</span>");
    }
    return tags.toString();
  }

  private boolean provisional(Value value) {
    return LocalDate.ofInstant(value.computedAt(), ZONE).isBefore(value.finalFrom());
  }

  private void entry(StringBuilder list, String key, String html) {
    list.append("<dt>").append(t(key)).append("</dt><dd>").append(html).append("</dd>");
  }

  private Optional<Value> now(Indicator indicator) {
    return report.value(indicator, report.month());
  }

  private Optional<Value> previous(Indicator indicator) {
    return report.value(indicator, report.month().minusMonths(1));
  }

  private Optional<Value> lastYear(Indicator indicator) {
    return report.value(indicator, report.month().minusMonths(MONTHS_BEFORE));
  }

  private List<YearMonth> months() {
    return IntStream.rangeClosed(0, MONTHS_BEFORE)
        .mapToObj(i -> report.month().minusMonths(MONTHS_BEFORE - i))
        .toList();
  }

  private String name() {
    return Html.text(report.institution().name(texts.language()));
  }

  private String t(String key) {
    return texts.of(key);
  }

  private String css() {
    try (InputStream in = ReportPage.class.getResourceAsStream("/report/report.css")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .replace("%PAGE%", texts.of("page"))
          .replace("%FONT%", FONT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String key(Direction direction) {
    return direction.name().toLowerCase(Locale.ROOT);
  }
}
