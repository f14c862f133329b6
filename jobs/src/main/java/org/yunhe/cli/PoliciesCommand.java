package org.yunhe.cli;

import java.util.ArrayList;
import java.util.List;
import org.yunhe.lakehouse.config.YunheConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows who may see what, and sends it to a Ranger Admin. */
@Command(
    name = "policies",
    mixinStandardHelpOptions = true,
    description = "Shows who may see what, and sends it to a Ranger Admin.",
    synopsisSubcommandLabel = "COMMAND")
final class PoliciesCommand {
  private static final String MAIN = "org.yunhe.governance.cli.PoliciesMain";
  private static final int HEAP_MIB = 256;

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Shows what each account may see, or one account column by column.")
  int show(
      @Option(names = "--as", paramLabel = "ACCOUNT", description = "show every column for it")
          String account) {
    List<String> arguments = new ArrayList<>(List.of("show"));
    if (account != null) {
      arguments.add(account);
    }
    run(arguments);
    return 0;
  }

  @Command(
      name = "push",
      mixinStandardHelpOptions = true,
      description = {
        "Sends services, roles, tags and policies to a Ranger Admin; what is there by the same name"
            + " is updated.",
        "Its password is read from the environment variable YUNHE_RANGER_PASSWORD."
      })
  int push(
      @Option(
              names = "--ranger-admin",
              required = true,
              paramLabel = "URL",
              description = "address of the Ranger Admin")
          String url,
      @Option(
              names = "--user",
              defaultValue = "admin",
              paramLabel = "USER",
              description = "user of the Ranger Admin (default: admin)")
          String user) {
    run(List.of("push", url, user));
    return 0;
  }

  private static void run(List<String> arguments) {
    new OneShot(YunheConfig.load(), "policies")
        .run("governance", HEAP_MIB, MAIN, arguments, System.out::println);
  }
}
