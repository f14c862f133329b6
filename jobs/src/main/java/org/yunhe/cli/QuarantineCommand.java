package org.yunhe.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the records that were set aside, and sends them again. */
@Command(
    name = "quarantine",
    mixinStandardHelpOptions = true,
    description = {
      "Shows the records that were set aside, and sends them again (docs/quarantine.md).",
      "It reads as the platform's account: whoever may run it sees whole records of patients."
    },
    synopsisSubcommandLabel = "COMMAND")
final class QuarantineCommand {
  private static final String ACCOUNT = "platform";
  private static final int UNFINISHED = 3;
  private static final int WIDEST_REASON = 60;

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Shows the newest entries, or how many there are of each reason.")
  int list(
      @Mixin QuarantineFilter filter,
      @Option(names = "--summary", description = "count by stage, source, table and reason code")
          boolean summary) {
    YunheConfig config = YunheConfig.load();
    QuarantineText text = new QuarantineText(config);
    try (TrinoClient trino = new TrinoClient(config, ACCOUNT)) {
      QuarantineEntries entries = new QuarantineEntries(trino);
      if (summary) {
        print(text, text.summaryHeader(), entries.summary(filter));
      } else {
        List<List<String>> rows = entries.list(filter);
        print(text, text.listHeader(), rows);
        System.out.println(text.shown(rows.size(), entries.count(filter)));
      }
    }
    return 0;
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Shows all that is known of one entry, and the record itself.")
  int show(
      @Parameters(paramLabel = "ID", description = "identifier of the entry") String id,
      @Option(
              names = "--raw",
              paramLabel = "FILE",
              description = "write the record's bytes as they came into this file")
          Path raw) {
    YunheConfig config = YunheConfig.load();
    QuarantineText text = new QuarantineText(config);
    List<QuarantineEntry> found;
    try (TrinoClient trino = new TrinoClient(config, ACCOUNT)) {
      found = new QuarantineEntries(trino).find(List.of(id));
    }
    for (QuarantineEntry entry : found) {
      System.out.print(fields(entry));
      byte[] bytes = entry.bytes();
      System.out.println(bytes == null ? text.noPayload() : text.payload(bytes.length));
      if (raw == null && bytes != null) {
        System.out.println(new String(bytes, StandardCharsets.UTF_8));
      }
    }
    if (raw != null) {
      byte[] bytes = found.getFirst().bytes();
      byte[] written = bytes == null ? new byte[0] : bytes;
      write(raw, written);
      System.out.println(text.written(raw.toString(), written.length));
    }
    return 0;
  }

  @Command(
      name = "replay",
      mixinStandardHelpOptions = true,
      description = {
        "Sends entries to their topics again: what could not be read with its own or with corrected"
            + " bytes, what core could not use as it stands in the log.",
        "Exit code 3 where one did not come back or is still unreadable."
      })
  int replay(
      @Parameters(paramLabel = "ID", arity = "0..*", description = "identifiers of entries")
          List<String> ids,
      @Mixin QuarantineFilter filter,
      @Option(
              names = "--with",
              paramLabel = "FILE",
              description = "the corrected record, for one ID: the envelope, or the resource alone")
          Path with,
      @Option(
              names = "--to",
              paramLabel = "TOPIC",
              description = "topic, where the entry does not tell it")
          String to,
      @Option(names = "--yes", description = "do not ask") boolean yes) {
    List<String> named = ids == null ? List.of() : ids;
    check(named, filter, with);
    YunheConfig config = YunheConfig.load();
    QuarantineText text = new QuarantineText(config);
    try (TrinoClient trino = new TrinoClient(config, ACCOUNT)) {
      List<QuarantineEntry> found = chosen(new QuarantineEntries(trino), named, filter);
      if (found.isEmpty()) {
        System.out.println(text.none());
        return 0;
      }
      if (!yes && !confirmed(text.ask(found.size()))) {
        return 0;
      }
      byte[] corrected = with == null ? null : read(with);
      return new QuarantineReplay(config, trino, text).run(found, corrected, to) ? 0 : UNFINISHED;
    }
  }

  private static List<QuarantineEntry> chosen(
      QuarantineEntries entries, List<String> ids, QuarantineFilter filter) {
    return entries.find(
        ids.isEmpty() ? entries.list(filter).stream().map(List::getFirst).toList() : ids);
  }

  private static void check(List<String> ids, QuarantineFilter filter, Path with) {
    if (ids.isEmpty() == filter.isEmpty()) {
      throw new YunheException(
          ErrorCode.UNKNOWN_NAME,
          "either identifiers or filters say what is sent again",
          "'./yunhe quarantine list' shows identifiers; --source, --stage and --code filter");
    }
    if (with != null && ids.size() != 1) {
      throw new YunheException(
          ErrorCode.UNKNOWN_NAME, "--with is for one identifier", "replay the others without it");
    }
  }

  private static void print(QuarantineText text, List<String> header, List<List<String>> rows) {
    if (rows.isEmpty()) {
      System.out.println(text.none());
      return;
    }
    Table table = new Table(header);
    rows.forEach(row -> table.row(row.stream().map(QuarantineCommand::shown).toList()));
    System.out.print(table.text());
  }

  private static String shown(String value) {
    String line = value == null ? "-" : value.replaceAll("\\s+", " ");
    int end =
        line.offsetByCodePoints(0, Math.min(WIDEST_REASON, line.codePointCount(0, line.length())));
    boolean identifier = line.matches("(ingestion|landing):\\S+");
    return identifier || end == line.length() ? line : line.substring(0, end) + "…";
  }

  private static String fields(QuarantineEntry entry) {
    List<List<String>> fields = new ArrayList<>();
    fields.add(List.of("quarantine_id", entry.id()));
    fields.add(List.of("stage", entry.stage()));
    add(fields, "source", entry.source());
    add(fields, "source_table", entry.table());
    add(fields, "source_key", entry.key());
    add(fields, "source_position", entry.position());
    add(fields, "target_table", entry.target());
    add(fields, "column_name", entry.column());
    fields.add(List.of("reason_code", entry.code()));
    fields.add(List.of("reason", entry.reason()));
    add(fields, "topic", entry.topic());
    add(fields, "partition", entry.partition());
    add(fields, "offset", entry.offset());
    fields.add(List.of("quarantined_at", entry.at().toString()));
    StringBuilder text = new StringBuilder();
    fields.forEach(field -> text.append("%-16s %s%n".formatted(field.get(0), field.get(1))));
    return text.toString();
  }

  private static void add(List<List<String>> fields, String name, String value) {
    if (value != null) {
      fields.add(List.of(name, value));
    }
  }

  private static boolean confirmed(String question) {
    System.out.print(question);
    System.out.flush();
    Scanner input = new Scanner(System.in, StandardCharsets.UTF_8);
    return input.hasNextLine() && input.nextLine().strip().equalsIgnoreCase("y");
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw access(file, e);
    }
  }

  private static void write(Path file, byte[] bytes) {
    try {
      Files.write(file, bytes);
    } catch (IOException e) {
      throw access(file, e);
    }
  }

  private static YunheException access(Path file, IOException e) {
    return new YunheException(
        ErrorCode.FILE_ACCESS, file + ": " + e.getMessage(), "name a file that can be used", e);
  }
}
