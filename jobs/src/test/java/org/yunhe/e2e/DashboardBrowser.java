package org.yunhe.e2e;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.TimeoutError;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A person at Superset in a real browser: signs in, opens dashboards, waits until every chart
 * stands, reads the numbers shown and takes screenshots.
 */
final class DashboardBrowser implements AutoCloseable {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final int WIDTH = 1600;
  private static final int HEIGHT = 2600;
  private static final double PATIENCE_MILLIS = 180_000;
  private static final String CHARTS_STAND =
      """
      () => {
        const charts = [...document.querySelectorAll('[data-test=chart-grid-component]')];
        return charts.length > 0 && charts.every(chart => {
          const content = chart.querySelector('[data-test=slice-container]');
          return content && (content.innerText.trim() || content.querySelector('canvas'));
        });
      }
      """;

  private final String url;
  private final Playwright playwright;
  private final Browser browser;
  private final Page page;

  /** Opens the browser at the Superset of {@code url}. */
  DashboardBrowser(String url) {
    this.url = url;
    this.playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    this.browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(CHROMIUM)
                    .setArgs(List.of("--no-sandbox")));
    this.page =
        browser
            .newContext(new Browser.NewContextOptions().setViewportSize(WIDTH, HEIGHT))
            .newPage();
    page.setDefaultTimeout(PATIENCE_MILLIS);
  }

  /** Signs in as {@code account}. */
  void signIn(String account, String password) {
    page.navigate(url + "/login/");
    page.locator("#username").fill(account);
    page.locator("#password").fill(password);
    page.locator("button[type=submit]").first().click();
    page.waitForURL(address -> !address.contains("/login"));
  }

  /** Opens the dashboard of that name and waits until every chart stands. */
  void open(String dashboard) {
    page.navigate(url + "/superset/dashboard/" + dashboard + "/");
    try {
      page.waitForFunction(
          CHARTS_STAND, null, new Page.WaitForFunctionOptions().setTimeout(PATIENCE_MILLIS));
    } catch (TimeoutError e) {
      screenshot(Path.of("target", dashboard + "-unfinished.png"));
      throw e;
    }
  }

  /** Returns the number that the chart with {@code title} shows, without digit grouping. */
  String number(String title) {
    return page.locator(chart(title) + " .header-line").innerText().replace(",", "").strip();
  }

  /**
   * Returns all that the chart with {@code title} shows as text, a refusal or an error included.
   */
  String text(String title) {
    return page.locator(chart(title) + " [data-test=slice-container]").innerText();
  }

  /** Saves what the page shows now. */
  void screenshot(Path file) {
    page.screenshot(new Page.ScreenshotOptions().setPath(file));
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }

  private static String chart(String title) {
    return "[data-test=chart-grid-component][data-test-chart-name=\"" + title + "\"]";
  }
}
