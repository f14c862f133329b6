package org.yunhe.cli;

import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code yunhe}. */
@Command(
    name = "yunhe",
    description = "Yunhe: a health lakehouse for a region.",
    mixinStandardHelpOptions = true,
    version = "yunhe 0.1.0",
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:a fault of Yunhe (code YI-…)",
      "2:a wrong command, option or setting (YU-…)",
      "3:wrong data (YD-…)",
      "4:a port, disk space or program is missing (YR-…)",
      "5:a server does not answer or refuses (YE-…)"
    },
    footer = "%nBeside these: 'yunhe test' runs the whole test suite; see docs/development.md.",
    subcommands = {
      UpCommand.class,
      StatusCommand.class,
      DownCommand.class,
      LogsCommand.class,
      RunCommand.class,
      SqlCommand.class,
      AccountsCommand.class,
      PoliciesCommand.class,
      QuarantineCommand.class,
      ResnapshotCommand.class,
      EraseCommand.class,
      KeysCommand.class,
      FhirKeysCommand.class,
      CheckCommand.class,
      DictionaryCommand.class,
      BenchCommand.class
    })
final class Yunhe {
  private Yunhe() {}

  /** Runs one command and exits with its code. */
  public static void main(String[] args) {
    System.exit(execute(args));
  }

  static int execute(String... args) {
    CommandLine command = commandLine();
    if (args.length == 0) {
      command.usage(System.out);
      return CommandLine.ExitCode.USAGE;
    }
    return command.execute(args);
  }

  /** Returns the command with its way of telling errors. */
  static CommandLine commandLine() {
    CommandLine command = new CommandLine(new Yunhe());
    command.setExecutionExceptionHandler(
        (failure, line, parsed) -> {
          YunheException error = asError(failure);
          line.getErr().println(error.line());
          if (System.getenv("YUNHE_DEBUG") != null) {
            failure.printStackTrace(line.getErr());
          }
          return error.code().blame().exitCode();
        });
    command.setParameterExceptionHandler(
        (wrong, arguments) -> {
          CommandLine at = wrong.getCommandLine();
          at.getErr()
              .println(
                  ErrorCode.UNKNOWN_NAME.code()
                      + ": "
                      + wrong.getMessage()
                      + " — see '"
                      + at.getCommandSpec().qualifiedName()
                      + " --help'");
          return CommandLine.ExitCode.USAGE;
        });
    return command;
  }

  private static YunheException asError(Exception failure) {
    return failure instanceof YunheException known
        ? known
        : new YunheException(
            ErrorCode.INTERNAL,
            String.valueOf(failure.getMessage() == null ? failure : failure.getMessage()),
            "set YUNHE_DEBUG=1 to see where, and report it",
            failure);
  }
}
