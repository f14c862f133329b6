package org.yunhe.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the log of a part or of a job's last run. */
@Command(
    name = "logs",
    mixinStandardHelpOptions = true,
    description = "Shows the end of the log of a part or of a job's last run.")
final class LogsCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "PART",
      description = "name of a part or log; without one, the names are listed")
  private String name;

  @Option(names = "-n", paramLabel = "LINES", description = "how many lines (default: 50)")
  private int lines = 50;

  @Option(names = "-f", description = "follow the log as it grows")
  private boolean follow;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path folder = YunheConfig.load().home().resolve("log");
    if (name == null) {
      names(folder).forEach(System.out::println);
      return 0;
    }
    Path log = folder.resolve(name + ".log");
    if (!names(folder).contains(name)) {
      throw new YunheException(
          ErrorCode.UNKNOWN_NAME,
          "there is no log of '" + name + "'",
          "use one of " + names(folder));
    }
    if (follow) {
      return new ProcessBuilder("tail", "-n", "" + lines, "-F", log.toString())
          .inheritIO()
          .start()
          .waitFor();
    }
    LogTail.last(log, lines).forEach(System.out::println);
    return 0;
  }

  private static List<String> names(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(".log"))
          .map(file -> file.substring(0, file.length() - ".log".length()))
          .sorted()
          .toList();
    }
  }
}
