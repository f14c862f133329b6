package org.yunhe.dashboards.report;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.lakehouse.trino.TrinoConnection;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;
import org.yunhe.models.indicator.IndicatorCatalog;

/** Writes the reports of a month to {@code <home>/reports/<month>/<org>.<language>.html, .pdf}. */
final class ReportRun {
  private static final int MONTHS_BEFORE = 12;

  private final YunheConfig config;
  private final ReportAccounts accounts;
  private final Texts texts;
  private final Optional<Chromium> chromium;
  private final PrintStream out;

  ReportRun(
      YunheConfig config,
      ReportAccounts accounts,
      Texts texts,
      Optional<Chromium> chromium,
      PrintStream out) {
    this.config = config;
    this.accounts = accounts;
    this.texts = texts;
    this.chromium = chromium;
    this.out = out;
  }

  /** Writes the report of one institution, or of every hospital where {@code code} is null. */
  void write(String code, YearMonth month) {
    for (Institution institution : institutions(code, month)) {
      Path page = page(report(institution, month));
      out.println(page);
      chromium.ifPresent(browser -> out.println(print(browser, page)));
    }
    if (chromium.isEmpty()) {
      throw Chromium.missing();
    }
  }

  private List<Institution> institutions(String code, YearMonth month) {
    try (IndicatorLake lake = new IndicatorLake(config, TrinoConnection.PLATFORM)) {
      List<Institution> found =
          code == null ? lake.hospitals(month) : lake.institution(code).stream().toList();
      if (found.isEmpty()) {
        throw new YunheException(
            ErrorCode.UNKNOWN_NAME,
            code == null
                ? "no hospital has an indicator value in " + month
                : "no institution has the code '" + code + "'",
            "choose another with --month or --org, or run './yunhe run indicators' first");
      }
      return found;
    }
  }

  private Report report(Institution institution, YearMonth month) {
    String account = accounts.of(institution.code());
    try (IndicatorLake lake = new IndicatorLake(config, account)) {
      List<Value> values = lake.values(institution.code(), month.minusMonths(MONTHS_BEFORE), month);
      if (values.isEmpty()) {
        throw new YunheException(
            ErrorCode.UNKNOWN_NAME,
            institution.code() + " has no indicator value in " + month + " nor the year before",
            "choose another month, or run './yunhe run indicators' first");
      }
      return new Report(
          institution,
          month,
          IndicatorCatalog.load().indicators(),
          values,
          lake.departments(institution.code(), month),
          account,
          Instant.now());
    }
  }

  private Path page(Report report) {
    Path folder = config.home().resolve("reports").resolve(report.month().toString());
    Path page = folder.resolve(report.institution().code() + "." + texts.language() + ".html");
    try {
      Files.createDirectories(folder);
      Path draft = folder.resolve(page.getFileName() + ".part");
      Files.writeString(draft, new ReportPage(report, texts).html());
      return Files.move(draft, page, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new YunheException(
          ErrorCode.FILE_ACCESS,
          page + " cannot be written: " + e.getMessage(),
          "see the folder's rights and the disk",
          e);
    }
  }

  private static Path print(Chromium browser, Path page) {
    String name = page.getFileName().toString().replaceFirst("\\.html$", ".pdf");
    Path pdf = page.resolveSibling(name);
    browser.print(page, pdf);
    return pdf;
  }
}
