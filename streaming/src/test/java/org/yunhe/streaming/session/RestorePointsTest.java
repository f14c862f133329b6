package org.yunhe.streaming.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestorePointsTest {
  @TempDir Path folder;

  @Test
  void aNewJobHasNone() throws IOException {
    assertThat(new RestorePoints(folder.resolve("nobody").toUri().toString()).newest()).isEmpty();
    assertThat(newest()).isEmpty();
  }

  @Test
  void takesTheNewestOfAllRunsOfTheJob() throws IOException {
    complete("aaaa/chk-7", 1000);
    complete("bbbb/chk-3", 3000);
    complete("bbbb/chk-2", 2000);

    assertThat(newest()).endsWith("/bbbb/chk-3");
  }

  @Test
  void takesTheHigherNumberOfTwoAtOneTime() throws IOException {
    complete("aaaa/chk-9", 1000);
    complete("aaaa/chk-10", 1000);

    assertThat(newest()).endsWith("/aaaa/chk-10");
  }

  @Test
  void prefersALaterSavepoint() throws IOException {
    complete("aaaa/chk-9", 1000);
    complete("savepoint-aaaa-1", 2000);

    assertThat(newest()).endsWith("/savepoint-aaaa-1");
  }

  @Test
  void passesOverWhatIsNotComplete() throws IOException {
    complete("aaaa/chk-9", 1000);
    Files.createDirectories(folder.resolve("aaaa/chk-10"));
    Files.createDirectories(folder.resolve("aaaa/chk-11"));
    Files.writeString(folder.resolve("aaaa/chk-11/_metadata"), "half");
    Files.createDirectories(folder.resolve("aaaa/shared"));

    assertThat(newest()).endsWith("/aaaa/chk-9");
  }

  private String newest() throws IOException {
    return new RestorePoints(folder.toUri().toString()).newest().orElse("");
  }

  private void complete(String place, long millis) throws IOException {
    Path metadata = Files.createDirectories(folder.resolve(place)).resolve("_metadata");
    try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(metadata))) {
      Checkpoints.storeCheckpointMetadata(
          new CheckpointMetadata(1, List.of(), List.of(), null), out);
    }
    Files.setLastModifiedTime(metadata, FileTime.fromMillis(millis));
  }
}
