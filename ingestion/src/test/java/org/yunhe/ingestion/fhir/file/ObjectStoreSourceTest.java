package org.yunhe.ingestion.fhir.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import org.yunhe.ingestion.behaviour.ConnectBed;
import org.yunhe.ingestion.behaviour.SourceBehaviour;
import org.yunhe.ingestion.behaviour.SourceSystem;

/** The file feed behaves as every source does where an object store holds its files. */
class ObjectStoreSourceTest extends SourceBehaviour {

  private static final String SOURCE = "object_feed";

  @Override
  protected SourceSystem open(ConnectBed bed) throws Exception {
    S3Server store = S3Server.start(bed.home().resolve("store"));
    store.makeBucket("region-feeds");
    bed.secrets(
        SOURCE,
        Map.of(
            "folder",
            "s3://region-feeds/his/fhir/",
            "reports",
            "",
            "access-key",
            store.accessKey(),
            "secret-key",
            store.secretKey()));
    return new DroppedFiles(SOURCE, new Bucket(store, "region-feeds", "his/fhir/"));
  }

  /** A prefix of a bucket. */
  private record Bucket(S3Server store, String bucket, String prefix)
      implements DroppedFiles.Place {
    @Override
    public Map<String, String> settings() {
      return Map.of(
          "fhir.files.poll.interval.ms", "500",
          "fhir.files.s3.endpoint", store.url(),
          "fhir.files.s3.access.key", "${secrets:secrets/object_feed.properties:access-key}",
          "fhir.files.s3.secret.key", "${secrets:secrets/object_feed.properties:secret-key}");
    }

    @Override
    public void put(String name, String text) {
      store.put(bucket, prefix + name, text.getBytes(UTF_8));
    }

    @Override
    public void stop() {
      store.stop();
    }

    @Override
    public void start() {
      store.start();
    }

    @Override
    public void close() {
      store.close();
    }
  }
}
