package org.yunhe.jobs.release;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.yunhe.jobs.Job;
import org.yunhe.jobs.JobContext;
import org.yunhe.jobs.JobResult;
import org.yunhe.jobs.cohort.CohortViews;
import org.yunhe.jobs.cohort.CohortsJob;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;
import org.yunhe.models.release.ReleaseCatalog;
import org.yunhe.models.release.ReleaseDefinition;
import org.yunhe.models.release.ReleaseTable;

/**
 * Publishes every release that a file declares, each version once, and withdraws what has expired.
 * What was published stays as it is until its version is raised: two states of one release under
 * the same keys would tell who came in between.
 */
public final class DeidentifyJob implements Job {
  /** Name of the job. */
  public static final String NAME = "deidentify";

  private final ReleaseCatalog catalog;

  /** Creates the job of the releases on the class path. */
  public DeidentifyJob() {
    this(ReleaseCatalog.load());
  }

  DeidentifyJob(ReleaseCatalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> after() {
    return List.of(CohortsJob.NAME);
  }

  @Override
  public boolean leavesOutRepeats() {
    return true;
  }

  @Override
  public JobResult run(JobContext context) {
    Map<String, Object> detail = new TreeMap<>();
    long written = 0;
    ReleaseReport report = new ReleaseReport(context);
    for (ReleaseDefinition release : catalog.releases()) {
      Optional<ReleaseReport.Entry> last = report.last(release);
      String status;
      if (release.expiresOn().isBefore(LocalDate.ofInstant(context.startedAt(), ZoneOffset.UTC))) {
        status = withdraw(context, report, release, last);
      } else if (isPublished(release, last)) {
        status = "published before";
      } else {
        Publication.Result result = publish(context, report, release);
        status =
            result.refusal() == null
                ? ReleaseReport.PUBLISHED
                : ReleaseReport.REFUSED + ", nothing is shown: " + result.refusal();
        written += result.rows().values().stream().mapToLong(Long::longValue).sum();
      }
      detail.put(release.release() + " " + release.version(), status);
      context.progress().step(release.release() + " " + release.version() + ": " + status);
    }
    return new JobResult(null, null, 0, written, detail);
  }

  private static boolean isPublished(
      ReleaseDefinition release, Optional<ReleaseReport.Entry> last) {
    if (last.isEmpty() || !last.get().status().equals(ReleaseReport.PUBLISHED)) {
      return false;
    }
    if (!last.get().fingerprint().equals(release.fingerprint())) {
      throw new YunheException(
          ErrorCode.BAD_MODEL,
          "releases/"
              + release.release()
              + ".yaml has changed since version "
              + release.version()
              + " was published",
          "raise its version: a version is published once");
    }
    return true;
  }

  private static Publication.Result publish(
      JobContext context, ReleaseReport report, ReleaseDefinition release) {
    CohortViews.create(context.spark());
    Publication.Result result = new Publication(context, release).publish();
    if (result.refusal() != null) {
      empty(context, release);
    }
    report.record(release, result);
    return result;
  }

  private static String withdraw(
      JobContext context,
      ReleaseReport report,
      ReleaseDefinition release,
      Optional<ReleaseReport.Entry> last) {
    empty(context, release);
    if (last.isEmpty() || !last.get().status().equals(ReleaseReport.WITHDRAWN)) {
      report.withdrawn(release, "expired on " + release.expiresOn());
    }
    return ReleaseReport.WITHDRAWN;
  }

  private static void empty(JobContext context, ReleaseDefinition release) {
    release.tables().stream()
        .map(ReleaseTable::table)
        .forEach(table -> Publication.withdraw(context.lake(), table));
  }
}
