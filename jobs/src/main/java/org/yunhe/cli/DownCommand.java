package org.yunhe.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.yunhe.lakehouse.config.YunheConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Stops every part, those that write first. */
@Command(
    name = "down",
    mixinStandardHelpOptions = true,
    description = "Stops every part in order; all data stays, and 'up' goes on from there.")
final class DownCommand implements Callable<Integer> {
  private static final List<String> STATE =
      List.of("data", "warehouse", "checkpoints", "secrets", "truth", "feeds", "run", "log");

  @Option(
      names = "--purge",
      description = "also delete all data of the embedded platform: databases, lake, secrets")
  private boolean purge;

  @Override
  public Integer call() throws Exception {
    YunheConfig config = YunheConfig.load();
    List<Part> parts = new ArrayList<>(new Platform(config).parts());
    Collections.reverse(parts);
    Progress progress = new Progress(System.out, parts.size() + (purge ? 1 : 0));
    for (Part part : parts) {
      progress.step(
          part.name(),
          note -> {
            boolean ran = part.process().isPresent();
            part.stop();
            return ran ? "stopped" : "was not running";
          });
    }
    if (purge) {
      progress.step("purge", note -> purge(config.home()));
    }
    return 0;
  }

  private static String purge(Path home) throws IOException {
    for (String name : STATE) {
      Path folder = home.resolve(name);
      if (Files.exists(folder)) {
        try (Stream<Path> files = Files.walk(folder)) {
          for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(file);
          }
        }
      }
    }
    return "all data deleted";
  }
}
