package org.yunhe.dashboards.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;
import org.yunhe.models.access.AccessPolicy;
import org.yunhe.models.error.YunheException;
import org.yunhe.models.indicator.IndicatorCatalog;

/** What stands on a report's page, in both languages, and that a browser prints it. */
class ReportPageTest {
  private static final YearMonth MONTH = YearMonth.of(2026, 10);

  @TempDir Path folder;

  @Test
  void valuesAreShownWithTheirPartsAndWithWhatTheyAreComparedTo() {
    String page = page("en");

    assertThat(page)
        .contains("East Canal &lt;County&gt; Hospital", "10/2026")
        .contains("Average length of stay")
        .as("value, last month, last year, median")
        .contains("8.3", "7.9", "6.4", "8.1")
        .contains("<b>1245 / 150</b>")
        .contains("(2 institutions)")
        .contains("Bed days of the month")
        .contains("Stays whose discharge lies before their admission")
        .contains("1.0.0 · fingerprint abc")
        .contains("indicators-1", "{&quot;core.encounter&quot;:&quot;42&quot;}")
        .doesNotContain("http://")
        .doesNotContain("https://");
  }

  @Test
  void noCasesSmallSamplesAndProvisionalValuesAreSaid() {
    assertThat(page("en")).contains("no cases", "small sample", "provisional", "2026-12-01");
    assertThat(page("zh")).contains("无病例", "小样本", "未定稿", "2026-12-01", "分科室", "心血管内科");
  }

  @Test
  void betterAndWorseFollowTheDirection() {
    String mortality = article(page("en"), "QLT01");
    String surgery = article(page("en"), "NPE04");

    assertThat(mortality).contains("▼ lower", "class='bad'>worse than last month");
    assertThat(surgery).contains("▲ higher", "class='good'>better than last month");
    assertThat(article(page("en"), "OPS01")).contains("◆ watch", "changed since last month");
  }

  @Test
  void aChartIsWellFormedAndHasAGapWhereThereIsNoValue() throws Exception {
    String article = article(page("zh"), "OPS01");
    String svg = article.substring(article.indexOf("<svg"), article.indexOf("</svg>") + 6);

    var drawing =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(svg)));
    assertThat(drawing.getElementsByTagName("circle").getLength())
        .as("twelve values and the legend's point")
        .isEqualTo(13);
    assertThat(drawing.getElementsByTagName("polyline").getLength())
        .as("the line breaks at the missing month; the median has its own")
        .isEqualTo(3);
  }

  @Test
  void bothLanguagesHaveTheSameTexts() throws Exception {
    assertThat(keys("zh")).isEqualTo(keys("en"));
    assertThatThrownBy(() -> new Texts("fr")).isInstanceOf(YunheException.class);
  }

  @Test
  void aReportIsMadeWithTheEyesOfItsManager() {
    ReportAccounts accounts = new ReportAccounts(AccessPolicy.load(null));

    assertThat(accounts.of("990121H001")).isEqualTo("manager_east");
    assertThat(accounts.of("990121T001")).isEqualTo("platform");
  }

  @Test
  void aMissingBrowserIsFoundOutAndNamed() {
    assertThat(Chromium.find(folder.resolve("nothing").toString(), "/usr/bin")).isEmpty();
    assertThat(Chromium.find(null, folder.toString())).isEmpty();
    assertThat(Chromium.missing().line()).startsWith("YR-004").contains("YUNHE_CHROMIUM");
  }

  @Test
  void aBrowserPrintsIt() throws Exception {
    assumeTrue(
        Chromium.find().isPresent() || System.getenv("CI") != null, "no Chromium on this machine");
    Path page = Files.writeString(folder.resolve("report.html"), page("zh"));
    Path pdf = folder.resolve("report.pdf");

    Chromium.find().orElseThrow().print(page, pdf);

    String content = Files.readString(pdf, StandardCharsets.ISO_8859_1);
    assertThat(content).startsWith("%PDF-").contains("/MediaBox");
    assertThat(Files.size(pdf)).isGreaterThan(20_000);
  }

  private static String page(String language) {
    return new ReportPage(report(), new Texts(language)).html();
  }

  private static Report report() {
    List<Value> values = new ArrayList<>();
    double[] days = {6.4, 6.9, 7.2, 7.0, 7.4, Double.NaN, 7.7, 8.0, 7.6, 7.5, 7.8, 7.9, 8.3};
    for (int i = 0; i < days.length; i++) {
      YearMonth month = MONTH.minusMonths(12 - i);
      values.add(
          value("OPS01", month, Double.isNaN(days[i]) ? 0 : days[i] * 150, days[i], i == 3, 8.1));
    }
    values.add(value("QLT01", MONTH.minusMonths(1), 1, 0.67, false, 1.2));
    values.add(value("QLT01", MONTH, 2, 1.33, false, 1.2));
    values.add(value("QLT02", MONTH, 0, Double.NaN, true, null));
    values.add(value("NPE04", MONTH.minusMonths(1), 30, 20, false, 22.5));
    values.add(value("NPE04", MONTH, 45, 30, false, 22.5));
    return new Report(
        new Institution("990121H001", "东渠县人民医院", "East Canal <County> Hospital"),
        MONTH,
        IndicatorCatalog.load().indicators(),
        values,
        List.of(
            new DepartmentValue(
                "OPS01", "03.04", new BigDecimal("80.0000"), new BigDecimal("10.0000"), 8.0)),
        "manager_east",
        Instant.parse("2026-11-05T02:00:00Z"));
  }

  private static Value value(
      String indicator,
      YearMonth month,
      double numerator,
      double value,
      boolean small,
      Double median) {
    boolean none = Double.isNaN(value);
    return new Value(
        indicator,
        month,
        BigDecimal.valueOf(numerator).setScale(4),
        none ? BigDecimal.ZERO.setScale(4) : new BigDecimal("150.0000"),
        none ? null : value,
        small,
        indicator.equals("QLT02")
            ? java.time.LocalDate.of(2026, 12, 1)
            : month.plusMonths(1).atDay(1),
        median,
        median == null ? 0 : 2,
        "1.0.0",
        "abc",
        "{\"core.encounter\":\"42\"}",
        Instant.parse("2026-11-05T01:00:00Z"),
        "indicators-1");
  }

  private static String article(String page, String code) {
    int start = page.indexOf("<article id=\"" + code + "\"");
    return page.substring(start, page.indexOf("</article>", start));
  }

  private static List<String> keys(String language) throws Exception {
    try (var in = Texts.class.getResourceAsStream("/report/texts." + language + ".properties")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank())
          .map(line -> line.substring(0, line.indexOf('=')))
          .sorted()
          .toList();
    }
  }
}
