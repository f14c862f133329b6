package org.yunhe.streaming.session;

import org.yunhe.lakehouse.config.YunheConfig;

/**
 * Makes one streaming job from the configuration. Every provider named in {@code META-INF/services}
 * runs in the session: adding a job is adding its class and a line there.
 */
public interface StreamingJobProvider {

  StreamingJob create(YunheConfig config);
}
