package org.yunhe.cli;

import java.util.List;
import java.util.Scanner;
import java.util.concurrent.Callable;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Erases one person from the lake. */
@Command(
    name = "erase",
    mixinStandardHelpOptions = true,
    description = {
      "Removes a person from every table of the lake and from its past, and searches all files for"
          + " what may be left.",
      "The result stands in ops.erasure. It cannot be undone.",
      "It does not touch the hospitals' databases nor Kafka: docs/erasure.md."
    })
final class EraseCommand implements Callable<Integer> {
  private static final String MAIN = "org.yunhe.jobs.erasure.EraseMain";

  @Option(
      names = "--person",
      required = true,
      paramLabel = "ID",
      description = "person_id, or a registration as SOURCE:LOCAL_NUMBER")
  private String person;

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "reason or reference of the request; no name or number of the person")
  private String reason;

  @Option(
      names = "--by",
      paramLabel = "NAME",
      description = "who asks for it (default: the user of this machine)")
  private String by = System.getProperty("user.name");

  @Option(names = "--yes", description = "do not ask")
  private boolean yes;

  @Override
  public Integer call() {
    YunheConfig config = YunheConfig.load();
    if (!yes && !confirmed()) {
      throw new YunheException(
          ErrorCode.UNKNOWN_NAME,
          "the erasure was not confirmed, nothing was done",
          "type the identifier again, or give --yes");
    }
    RunCommand.requireCatalog(config);
    new OneShot(config, "run-erase")
        .run("jobs", config.memory().spark(), MAIN, List.of(person, by, reason), RunCommand::show);
    return 0;
  }

  private boolean confirmed() {
    System.out.println(
        "This removes the person from every table and snapshot of the lake, for good."
            + " Type the identifier again:");
    Scanner input = new Scanner(System.in, java.nio.charset.StandardCharsets.UTF_8);
    return input.hasNextLine() && input.nextLine().strip().equals(person);
  }
}
