package org.yunhe.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.yunhe.jobs.spark.Lake;

/** The runs of all jobs in {@code ops.job_run}; a job continues from its last success. */
public final class JobRunLog {
  private static final String TABLE = "ops.job_run";
  private static final String SUCCEEDED = "succeeded";
  private static final String FAILED = "failed";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Lake lake;

  /** Creates the log of a lake. */
  public JobRunLog(Lake lake) {
    this.lake = lake;
  }

  /**
   * A run that succeeded.
   *
   * @param toSnapshot snapshot of the input it read up to, or null
   * @param detail what it kept beside
   */
  public record Success(Long toSnapshot, JsonNode detail) {}

  /** Returns the last success of a job, if there is one. */
  public Optional<Success> lastSuccess(String job) {
    List<Row> rows =
        lake.read(TABLE)
            .where(functions.col("job").equalTo(job))
            .where(functions.col("status").equalTo(SUCCEEDED))
            .orderBy(functions.col("ended_at").desc())
            .select("to_snapshot", "detail")
            .takeAsList(1);
    return rows.stream()
        .findFirst()
        .map(row -> new Success(row.isNullAt(0) ? null : row.getLong(0), parse(row.getString(1))));
  }

  /** Records a success. */
  public void succeeded(String job, String runId, Instant startedAt, JobResult result) {
    append(
        RowFactory.create(
            runId,
            job,
            SUCCEEDED,
            startedAt,
            Instant.now(),
            result.fromSnapshot(),
            result.toSnapshot(),
            result.rowsRead(),
            result.rowsWritten(),
            json(result.detail())));
  }

  /** Records a failure with its message. */
  public void failed(String job, String runId, Instant startedAt, String message) {
    append(
        RowFactory.create(
            runId,
            job,
            FAILED,
            startedAt,
            Instant.now(),
            null,
            null,
            null,
            null,
            json(Map.of("error", message))));
  }

  private void append(Row row) {
    lake.append(
        lake.spark().createDataFrame(List.of(row), lake.read(TABLE).schema()).coalesce(1), TABLE);
  }

  private static String json(Map<String, Object> detail) {
    try {
      return JSON.writeValueAsString(detail);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static JsonNode parse(String detail) {
    try {
      return JSON.readTree(detail == null ? "{}" : detail);
    } catch (JsonProcessingException e) {
      return JSON.createObjectNode();
    }
  }
}
