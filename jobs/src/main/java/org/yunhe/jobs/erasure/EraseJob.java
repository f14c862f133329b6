package org.yunhe.jobs.erasure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.yunhe.jobs.Job;
import org.yunhe.jobs.JobContext;
import org.yunhe.jobs.JobResult;
import org.yunhe.jobs.core.CoreJob;
import org.yunhe.jobs.maintenance.MaintenanceJob;
import org.yunhe.models.contract.ContractCatalog;
import org.yunhe.models.contract.TableContract;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;
import org.yunhe.models.source.MappingCatalog;
import org.yunhe.models.source.SourceCatalog;

/**
 * Erases one person: notes keyed hashes so that core never takes the rows again, removes the rows
 * from every table, lets go of every older snapshot, and searches all files for what may be left.
 */
public final class EraseJob implements Job {
  /** Name of the job. */
  public static final String NAME = "erase";

  private static final String ERASURES = "ops.erasure";
  private static final List<String> LAYERS = List.of("research", "mart", "ops", "raw", "core");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Removals and searches at most: rows may land while it runs. */
  private static final int ROUNDS = 3;

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final ErasureRequest request;
  private final PersonColumns columns;
  private final Duration patience;

  /** Creates the job of a request. */
  public EraseJob(ErasureRequest request) {
    this(
        request, PersonColumns.of(SourceCatalog.load().sources(), MappingCatalog.load()), PATIENCE);
  }

  /** Creates one that waits at most {@code patience} for streaming jobs to commit. */
  EraseJob(ErasureRequest request, PersonColumns columns, Duration patience) {
    this.request = request;
    this.columns = columns;
    this.patience = patience;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean partOfAll() {
    return false;
  }

  @Override
  public List<String> locks() {
    // Core and maintenance would write again, from what they have read already, what is removed.
    return List.of(CoreJob.NAME, MaintenanceJob.NAME);
  }

  @Override
  public JobResult run(JobContext context) {
    ContractCatalog contracts = ContractCatalog.load();
    Person person = new PersonTrace(context, contracts, columns).find(request.identifier());
    context
        .progress()
        .step(
            person.patients().size()
                + " registrations, "
                + person.rows().size()
                + " source rows, "
                + person.records().size()
                + " rows of core");
    suppress(context, person);
    List<TableContract> tables = tables(contracts);
    Map<String, Long> removed = remove(context, tables, person);
    ProofSearch search = new ProofSearch(context.lake(), Needles.of(person));
    ProofSearch.Result proof = search.search(warehouse(context));
    for (int round = 1; round < ROUNDS && !proof.found().isEmpty(); round++) {
      context.progress().step(searched(proof) + "; once more");
      long mended =
          new Leftovers(context.lake(), contracts, patience, context.progress())
                  .remove(proof.found())
              + landedMeanwhile(context, tables, person, removed, proof);
      Set<String> before = proof.found();
      proof = search.search(warehouse(context));
      if (mended == 0 && proof.found().equals(before)) {
        break;
      }
    }
    if (!proof.found().isEmpty()) {
      Namesakes.of(context.lake(), person)
          .forEach(
              registration ->
                  context
                      .progress()
                      .step(
                          registration
                              + " has or had the name and a phone of the person: if it is the same"
                              + " human, erase it too"));
    }
    record(context, person, removed, proof);
    return result(context, removed, proof);
  }

  private static long landedMeanwhile(
      JobContext context,
      List<TableContract> tables,
      Person person,
      Map<String, Long> removed,
      ProofSearch.Result proof) {
    Set<String> names =
        proof.found().stream()
            .map(file -> tableOf(new Path(file).getParent()))
            .collect(Collectors.toSet());
    Map<String, Long> more =
        remove(
            context,
            tables.stream().filter(table -> names.contains(table.fullName())).toList(),
            person);
    more.forEach((table, rows) -> removed.merge(table, rows, Long::sum));
    return total(more);
  }

  /** Tables that may hold persons; that of the registrations last, so that a rerun finds them. */
  private static List<TableContract> tables(ContractCatalog contracts) {
    return contracts.tables().stream()
        .filter(table -> !table.view() && TableEraser.condition(table) != null)
        .sorted(
            Comparator.comparing((TableContract table) -> LAYERS.indexOf(table.layer()))
                .thenComparing(table -> table.fullName().equals("core.patient")))
        .toList();
  }

  private static Map<String, Long> remove(
      JobContext context, List<TableContract> tables, Person person) {
    TableEraser eraser = new TableEraser(context.lake(), person);
    Map<String, Long> removed = new LinkedHashMap<>();
    for (TableContract table : tables) {
      long rows = eraser.remove(table);
      eraser.forgetPast(table);
      if (rows > 0) {
        removed.put(table.fullName(), rows);
        context.progress().step(table.fullName() + ": " + rows + " rows removed");
      }
    }
    return removed;
  }

  private void suppress(JobContext context, Person person) {
    ErasureKey key = ErasureKey.of(context.secrets());
    Instant at = context.startedAt();
    List<Row> rows = new ArrayList<>();
    Map.of(
            ErasedRows.PATIENT, person.patients(),
            ErasedRows.ENCOUNTER, person.encounters(),
            ErasedRows.RESIDENT, person.residents(),
            ErasedRows.ROW, person.rows())
        .forEach(
            (kind, identifiers) ->
                identifiers.forEach(
                    identifier ->
                        rows.add(
                            RowFactory.create(
                                key.hash(kind, identifier), kind, context.runId(), at))));
    Set<String> known =
        context.lake().read(ErasedRows.TABLE).select("key_hash").collectAsList().stream()
            .map(row -> row.getString(0))
            .collect(Collectors.toSet());
    rows.removeIf(row -> known.contains(row.getString(0)));
    append(context, rows, ErasedRows.TABLE);
  }

  private void record(
      JobContext context, Person person, Map<String, Long> removed, ProofSearch.Result proof) {
    append(
        context,
        List.of(
            RowFactory.create(
                context.runId(),
                ErasureKey.of(context.secrets()).hash("person", request.identifier()),
                request.requestedBy(),
                request.reason(),
                context.startedAt(),
                Instant.now(),
                proof.found().isEmpty() ? "complete" : "incomplete",
                (long) person.patients().size(),
                total(removed),
                json(removed),
                proof.files(),
                proof.bytes(),
                (long) proof.found().size(),
                proof.found().isEmpty() ? null : folders(proof.found()))),
        ERASURES);
  }

  private static JobResult result(
      JobContext context, Map<String, Long> removed, ProofSearch.Result proof) {
    context.progress().step(searched(proof));
    if (!proof.found().isEmpty()) {
      throw new YunheException(
          ErrorCode.JOB_FAILED,
          "identifiers of the person are still in files of "
              + folders(proof.found())
              + ", or files there cannot be read",
          "docs/erasure.md says what they may be; run the command again when nothing is written");
    }
    return new JobResult(
        null,
        null,
        proof.files(),
        total(removed),
        Map.of("tables", removed, "files_searched", proof.files()));
  }

  private static String searched(ProofSearch.Result proof) {
    return "searched "
        + proof.files()
        + " files, "
        + proof.bytes()
        + " bytes: "
        + (proof.found().isEmpty()
            ? "nothing left"
            : proof.found().size() + " hold more or cannot be read");
  }

  private static String folders(Set<String> files) {
    return files.stream()
        .map(file -> new Path(file).getParent())
        .map(EraseJob::tableOf)
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }

  /** Returns {@code layer.table} of a folder with files of a table. */
  static String tableOf(Path folder) {
    Path at = folder;
    while (at.getParent() != null
        && !at.getName().equals("data")
        && !at.getName().equals("metadata")) {
      at = at.getParent();
    }
    Path table = at.getParent();
    return table == null ? folder.getName() : table.getParent().getName() + "." + table.getName();
  }

  private static Path warehouse(JobContext context) {
    return new Path(context.lake().table("raw.change").location()).getParent().getParent();
  }

  private static void append(JobContext context, List<Row> rows, String table) {
    if (!rows.isEmpty()) {
      context
          .lake()
          .append(
              context
                  .spark()
                  .createDataFrame(rows, context.lake().read(table).schema())
                  .coalesce(1),
              table);
    }
  }

  private static long total(Map<String, Long> rows) {
    return rows.values().stream().mapToLong(Long::longValue).sum();
  }

  private static String json(Map<String, Long> rows) {
    try {
      return JSON.writeValueAsString(rows);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
