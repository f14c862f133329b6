package org.yunhe.jobs.erasure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
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

  private final ErasureRequest request;
  private final PersonColumns columns;

  /** Creates the job of a request. */
  public EraseJob(ErasureRequest request) {
    this(request, PersonColumns.of(SourceCatalog.load().sources(), MappingCatalog.load()));
  }

  EraseJob(ErasureRequest request, PersonColumns columns) {
    this.request = request;
    this.columns = columns;
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
  public String lock() {
    // Core would write again, from what it has read already, what is removed meanwhile.
    return CoreJob.NAME;
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
    ProofSearch.Result proof =
        new ProofSearch(context.lake(), Needles.of(person)).search(warehouse(context));
    record(context, person, removed, proof);
    return result(context, removed, proof);
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

  private Map<String, Long> remove(JobContext context, List<TableContract> tables, Person person) {
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
    context
        .progress()
        .step(
            "searched "
                + proof.files()
                + " files, "
                + proof.bytes()
                + " bytes: "
                + (proof.found().isEmpty() ? "nothing left" : proof.found().size() + " hold more"));
    if (!proof.found().isEmpty()) {
      throw new YunheException(
          ErrorCode.JOB_FAILED,
          "identifiers of the person are still in files of " + folders(proof.found()),
          "docs/erasure.md says what they may be; run the command again when nothing is written");
    }
    return new JobResult(
        null,
        null,
        proof.files(),
        total(removed),
        Map.of("tables", removed, "files_searched", proof.files()));
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
