package org.yunhe.streaming.session;

import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** One streaming job: a name, and a pipeline that any Flink environment can run. */
public interface StreamingJob {

  /** The name of the job, of its folder of checkpoints and of its line in the web UI. */
  String name();

  /** Adds the pipeline to an environment that is configured already. */
  void define(StreamExecutionEnvironment environment);
}
