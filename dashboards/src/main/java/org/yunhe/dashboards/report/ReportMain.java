package org.yunhe.dashboards.report;

import java.io.PrintStream;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.time.ZoneId;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.models.access.AccessPolicy;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/**
 * Writes the monthly reports: {@code [--org CODE] [--month 2026-10] [--language zh|en]}. Exit
 * codes: 0 done, 1 something failed, 2 wrong usage.
 */
public final class ReportMain {
  private static final int FAILED = 1;
  private static final int USAGE = 2;
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private ReportMain() {}

  /** Writes the reports that the arguments name; without a month, of the last whole month. */
  public static void main(String[] args) {
    System.exit(run(args, System.out, System.err));
  }

  static int run(String[] args, PrintStream out, PrintStream err) {
    try {
      YunheConfig config = YunheConfig.load();
      Arguments arguments = Arguments.parse(args, config.language());
      new ReportRun(
              config,
              new ReportAccounts(AccessPolicy.load(config.governance().policies())),
              new Texts(arguments.language()),
              Chromium.find(),
              out)
          .write(arguments.organization(), arguments.month());
      return 0;
    } catch (YunheException e) {
      err.println(e.line());
      return e.code() == ErrorCode.UNKNOWN_NAME ? USAGE : FAILED;
    }
  }

  private record Arguments(String organization, YearMonth month, String language) {
    static Arguments parse(String[] args, String language) {
      Arguments arguments = new Arguments(null, YearMonth.now(ZONE).minusMonths(1), language);
      for (int i = 0; i < args.length; i += 2) {
        if (i + 1 == args.length) {
          throw usage(args[i] + " has no value");
        }
        arguments = arguments.with(args[i], args[i + 1]);
      }
      return arguments;
    }

    private Arguments with(String option, String value) {
      return switch (option) {
        case "--org" -> new Arguments(value, month, language);
        case "--month" -> new Arguments(organization, month(value), language);
        case "--language" -> new Arguments(organization, month, value);
        default -> throw usage("option " + option + " is not known");
      };
    }

    private static YearMonth month(String text) {
      try {
        return YearMonth.parse(text);
      } catch (DateTimeException e) {
        throw usage("'" + text + "' is no month");
      }
    }

    private static YunheException usage(String what) {
      return new YunheException(
          ErrorCode.UNKNOWN_NAME, what, "usage: [--org CODE] [--month 2026-10] [--language zh|en]");
    }
  }
}
