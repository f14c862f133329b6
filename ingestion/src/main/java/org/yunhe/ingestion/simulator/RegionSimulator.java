package org.yunhe.ingestion.simulator;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/**
 * The region simulator. {@code load} fills seven PostgreSQL databases with the history of a
 * synthetic prefecture; {@code live} keeps them changing. See docs/simulator.md.
 */
public final class RegionSimulator {

  private RegionSimulator() {}

  /** Runs a command; exits with the code of the error's blame where it fails. */
  public static void main(String[] args) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    try {
      run(List.of(args), out);
    } catch (YunheException e) {
      System.err.println(e.line());
      System.exit(e.code().blame().exitCode());
    }
  }

  static void run(List<String> args, PrintStream out) {
    String command = args.isEmpty() ? "" : args.get(0);
    switch (command) {
      case "load" -> new LoadCommand(options(args), out).run();
      case "live" -> new LiveCommand(options(args), out).run();
      default ->
          throw new YunheException(
              ErrorCode.UNKNOWN_NAME,
              "there is no command '" + command + "'",
              "say load or live; options are in docs/simulator.md");
    }
  }

  private static SimulatorOptions options(List<String> args) {
    return SimulatorOptions.parse(args.subList(1, args.size()));
  }
}
