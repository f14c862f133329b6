package org.yunhe.ingestion.omop;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.yunhe.ingestion.simulator.store.Arguments;
import org.yunhe.ingestion.simulator.store.CdcAccount;
import org.yunhe.ingestion.simulator.store.Server;
import org.yunhe.ingestion.simulator.store.SourceDatabase;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/**
 * Loads a hospital's tables in OMOP form into the database {@code mimic}, as they are: {@code
 * OmopLoader --jdbc … --user … --password-file … --secrets … --data <folder of CSV files>}. Safe to
 * repeat.
 */
public final class OmopLoader {

  private static final String DATABASE = "mimic";
  private static final String SCHEMA = "omop";
  private static final Set<String> OPTIONS =
      Set.of("--jdbc", "--user", "--password-file", "--secrets", "--data");

  private final PrintStream out;

  private OmopLoader(PrintStream out) {
    this.out = out;
  }

  /** Runs the loader; exits with the code of the error's blame where it fails. */
  public static void main(String[] args) {
    try {
      run(List.of(args), new PrintStream(System.out, true, StandardCharsets.UTF_8));
    } catch (YunheException e) {
      System.err.println(e.line());
      System.exit(e.code().blame().exitCode());
    }
  }

  static void run(List<String> args, PrintStream out) {
    Arguments arguments = new Arguments(args, OPTIONS);
    CdcAccount account =
        new CdcAccount(arguments.server(), arguments.path("--secrets", ".yunhe/secrets"));
    new OmopLoader(out).load(arguments.server(), account, Path.of(arguments.required("--data")));
  }

  private void load(Server server, CdcAccount account, Path folder) {
    List<OmopTable> tables = tables(folder);
    String line = "omop tables=" + tables.size();
    try (SourceDatabase database = SourceDatabase.openOrCreate(server, DATABASE, SCHEMA)) {
      if (database.loaded() != null) {
        out.println(DATABASE + ": loaded already");
      } else {
        List<String> ddl = new ArrayList<>(List.of("CREATE SCHEMA " + SCHEMA));
        tables.forEach(table -> ddl.add(table.ddl(SCHEMA)));
        database.begin(line, String.join(";\n", ddl), account);
        tables.forEach(table -> copy(database, table));
        database.finish(java.util.Map.of());
      }
      database
          .counts()
          .forEach((table, rows) -> out.printf("%s.%s: %,d rows%n", DATABASE, table, rows));
    }
  }

  private void copy(SourceDatabase database, OmopTable table) {
    try (BufferedReader text = OmopTable.open(table.file())) {
      database.copy(table.copy(SCHEMA), text);
    } catch (IOException e) {
      throw unreadable(table.file(), e);
    }
  }

  private static List<OmopTable> tables(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      List<OmopTable> tables = new ArrayList<>();
      for (Path file :
          files.filter(f -> f.toString().matches(".*\\.csv(\\.gz)?")).sorted().toList()) {
        tables.add(OmopTable.read(file));
      }
      if (tables.isEmpty()) {
        throw new YunheException(
            ErrorCode.BAD_CONFIG, folder + " holds no CSV files", "give the folder with --data");
      }
      return tables;
    } catch (IOException e) {
      throw unreadable(folder, e);
    }
  }

  private static YunheException unreadable(Path path, IOException e) {
    return new YunheException(
        ErrorCode.FILE_ACCESS, path + " cannot be read", "check --data and the files in it", e);
  }
}
