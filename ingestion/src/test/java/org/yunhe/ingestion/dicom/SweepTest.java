package org.yunhe.ingestion.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.yunhe.ingestion.dicom.ScriptedArchive.Reply;

/** What the connector concludes from an archive that misbehaves, and what it does not. */
class SweepTest {
  private static final int QUIET = 4;

  private final ScriptedArchive archive = new ScriptedArchive();
  private TaskRun task;

  @BeforeEach
  void start() throws IOException {
    archive.start();
    for (int i = 1; i <= 5; i++) {
      archive.put("1.2." + i, "study " + i);
    }
    task =
        new TaskRun(
            Map.of(
                "source", "pacs",
                "dicomweb.url", archive.url(),
                "poll.interval.ms", "100",
                "sweep.interval.ms", "100",
                "sweep.pause.ms", "0",
                "page.size", "2",
                "retry.backoff.max.ms", "500"));
  }

  @AfterEach
  void stop() {
    task.close();
    archive.close();
  }

  @Test
  void everythingIsReadPageByPageAndOnlyOnce() throws Exception {
    List<String> records = task.drain(QUIET);

    assertThat(records).filteredOn(r -> r.startsWith("dicom.pacs.study ")).hasSize(5);
    assertThat(records).filteredOn(r -> r.startsWith("dicom.pacs.series ")).hasSize(5);
    assertThat(records).allMatch(r -> r.contains("\"op\":\"r\""));
    assertThat(task.drain(QUIET)).isEmpty();
    task.restart();
    assertThat(task.drain(QUIET)).as("after a restart").isEmpty();
  }

  @Test
  void aStudyIsGoneOnlyWhereTheArchiveAskedForItAloneHasItNot() throws Exception {
    task.drain(QUIET);
    archive.script(
        request -> request.contains("StudyInstanceUID") ? null : reply(request, "1.2.3"));

    assertThat(task.drain(QUIET)).as("a list that leaves one out").isEmpty();

    archive.script(request -> null);
    archive.remove("1.2.3");
    assertThat(task.drain(QUIET))
        .hasSize(2)
        .allMatch(r -> r.contains("\"op\":\"d\"") && r.contains("\"after\":null"));
  }

  @Test
  void aDeletionThatHappenedWhileTheConnectorWasDownIsFound() throws Exception {
    task.drain(QUIET);
    archive.remove("1.2.2");
    task.restart();

    assertThat(task.drain(QUIET)).hasSize(2).allMatch(r -> r.contains("\"op\":\"d\""));
  }

  @Test
  void aSweepThatFailsOrIsPartialDeletesNothing() throws Exception {
    task.drain(QUIET);
    archive.remove("1.2.1");

    archive.script(request -> new Reply(503, "text/plain", "busy"));
    assertThat(task.drain(2)).as("busy").isEmpty();
    archive.script(request -> new Reply(404, "text/plain", "no such path"));
    assertThat(task.drain(QUIET)).as("wrong address").noneMatch(r -> r.contains("\"op\":\"d\""));
    archive.script(
        request -> {
          boolean second = request.startsWith("/studies?") && request.contains("offset=2");
          return second ? new Reply(500, "text/plain", "broken page") : null;
        });
    assertThat(task.drain(QUIET)).as("half").noneMatch(r -> r.contains("\"op\":\"d\""));
    archive.script(request -> null);
    assertThat(task.drain(QUIET + 4)).as("whole").anyMatch(r -> r.contains("\"op\":\"d\""));
  }

  @Test
  void aBrokenPageIsHalvedUntilWhatIsBrokenStandsAloneAndIsSetAsideOnce() throws Exception {
    archive.script(
        request -> {
          String normal = archive.normal(request);
          boolean hit = request.startsWith("/studies?") && normal.contains("\"1.2.4\"");
          return hit ? Reply.json(normal.replace("study 4", "study 4\"broken")) : null;
        });

    List<String> records = task.drain(QUIET);

    assertThat(records).filteredOn(r -> r.startsWith("dicom.pacs.study ")).hasSize(4);
    assertThat(records)
        .filteredOn(r -> r.startsWith("quarantine.pacs.study "))
        .anyMatch(r -> r.contains("study 4") && !r.contains("study 3"));
    task.restart();
    assertThat(task.drain(QUIET)).as("again").isEmpty();
  }

  @Test
  void whatWasLostWhenAWorkerDiedIsWrittenAgain() throws Exception {
    task.pollAndLose(3);
    task.restart();

    List<String> records = task.drain(QUIET);

    assertThat(records).as("what was kept whole").noneMatch(r -> r.contains("\"1.2.1\""));
    for (int i = 2; i <= 5; i++) {
      String uid = "\"1.2." + i + "\"";
      assertThat(records).anyMatch(r -> r.startsWith("dicom.pacs.study ") && r.contains(uid));
      assertThat(records).anyMatch(r -> r.startsWith("dicom.pacs.series ") && r.contains(uid));
    }
  }

  @Test
  void refusedCredentialsFailTheTaskWithWhatToDo() {
    archive.script(request -> new Reply(401, "text/plain", ""));

    assertThatThrownBy(() -> task.drain(1))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("YE-002")
        .hasMessageContaining("correct auth.type");
  }

  private Reply reply(String request, String without) {
    String list = archive.normal(request);
    String one = "[{]\"0020000D\":[^}]*\"" + without + "\"[^}]*},[^}]*},[^}]*}},?";
    return Reply.json(list.replaceAll(one, "").replace(",]", "]"));
  }
}
