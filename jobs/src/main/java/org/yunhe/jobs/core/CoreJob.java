package org.yunhe.jobs.core;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.yunhe.jobs.Job;
import org.yunhe.jobs.JobContext;
import org.yunhe.jobs.JobResult;
import org.yunhe.jobs.core.SourceLog.Kind;

/** Merges what is new in the logs {@code raw.*} into the core tables. */
public final class CoreJob implements Job {
  /** Name of the job. */
  public static final String NAME = "core";

  private final Supplier<CoreModels> models;

  /** Creates the job on the models of the class path. */
  public CoreJob() {
    this(CoreModels::load);
  }

  CoreJob(Supplier<CoreModels> models) {
    this.models = models;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> inputs() {
    return Stream.of(Kind.values()).map(Kind::table).toList();
  }

  @Override
  public JobResult run(JobContext context) {
    new ReplayedEntries(context.lake()).remove();
    return new CoreRun(context, models.get()).run();
  }
}
