package org.yunhe.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/**
 * Sends entries of quarantine to their topics again and waits until landing has read them. Nothing
 * is removed here: landing notes what came back in {@code ops.quarantine_replay}, and by that the
 * entry counts as gone; so a command that is killed leaves no entry half done.
 */
final class QuarantineReplay {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int POLL_MILLIS = 1000;
  private static final int MOST_BYTES = 20 << 20;
  private static final int MOST_LOOKS = 10;

  private final YunheConfig config;
  private final TrinoClient trino;
  private final QuarantineText text;
  private final LogImages images;
  private final ReplayRecords records = new ReplayRecords(System.currentTimeMillis());

  QuarantineReplay(YunheConfig config, TrinoClient trino, QuarantineText text) {
    this.config = config;
    this.trino = trino;
    this.text = text;
    this.images = new LogImages(trino, config.encryption());
  }

  /** One record that was sent, and where it stands in Kafka. */
  private record Sent(QuarantineEntry entry, RecordMetadata place) {}

  /**
   * Sends the entries, each with its own bytes or with {@code with}, and says what became of each.
   *
   * @param to topic of what cannot be told where it belongs, or null
   * @return whether all came back and could be read
   */
  boolean run(List<QuarantineEntry> entries, byte[] with, String to) {
    List<Sent> sent = send(records(entries, with, to));
    boolean all = sent.size() > 0;
    Instant deadline = Instant.now().plus(PATIENCE);
    System.out.println(text.sent(sent.size()));
    for (Sent each : sent) {
      all &= report(each, deadline);
    }
    return all;
  }

  /** The records of the entries; several entries of one source row come back as one. */
  private Map<QuarantineEntry, ProducerRecord<byte[], byte[]>> records(
      List<QuarantineEntry> entries, byte[] with, String to) {
    Map<QuarantineEntry, ProducerRecord<byte[], byte[]>> made = new LinkedHashMap<>();
    Set<List<String>> rows = new LinkedHashSet<>();
    for (QuarantineEntry entry : entries) {
      try {
        if (entry.isUnread()) {
          made.put(entry, records.unread(entry, with == null ? entry.bytes() : with, to));
        } else if (rows.add(List.of(entry.source(), entry.table(), entry.key()))) {
          made.put(entry, judgedAnew(entry, with));
        }
      } catch (YunheException e) {
        if (entries.size() == 1) {
          throw e;
        }
        System.out.println(text.refused(e.line()));
      }
    }
    return made;
  }

  private ProducerRecord<byte[], byte[]> judgedAnew(QuarantineEntry entry, byte[] with) {
    if (with != null) {
      throw new YunheException(
          ErrorCode.NOT_REPLAYABLE,
          entry.id() + " stands in the log as its source wrote it",
          "correct it in the source, or the mapping or rule, and replay it without --with");
    }
    return records.image(
        entry,
        images
            .newest(entry)
            .orElseThrow(
                () ->
                    new YunheException(
                        ErrorCode.NOT_REPLAYABLE,
                        "the log has no row " + entry.source() + "." + entry.table() + " any more",
                        "it left by retention or erasure; 'run core --full' removes the entry")));
  }

  private List<Sent> send(Map<QuarantineEntry, ProducerRecord<byte[], byte[]>> made) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            config.kafka().bootstrap(),
            "acks",
            "all",
            "max.request.size",
            MOST_BYTES);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      Map<QuarantineEntry, Future<RecordMetadata>> places = new LinkedHashMap<>();
      made.forEach((entry, record) -> places.put(entry, producer.send(record)));
      List<Sent> sent = new ArrayList<>();
      for (Map.Entry<QuarantineEntry, Future<RecordMetadata>> place : places.entrySet()) {
        sent.add(new Sent(place.getKey(), place.getValue().get()));
      }
      return sent;
    } catch (ExecutionException e) {
      throw new YunheException(
          ErrorCode.UNREACHABLE,
          "Kafka does not take the records: " + e.getCause().getMessage(),
          "look at './yunhe logs kafka'; what was sent landed, replay the rest",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new YunheException(ErrorCode.UNREACHABLE, "interrupted", "", e);
    }
  }

  private boolean report(Sent sent, Instant deadline) {
    String id = sent.entry().id();
    String table = landed(sent, deadline);
    if (table == null) {
      System.out.println(text.waiting(id));
      return false;
    }
    if (table.equals("ops.quarantine")) {
      List<String> fault = fault(sent);
      System.out.println(text.unreadableAgain(id, fault.get(0), fault.get(1)));
      return false;
    }
    System.out.println(
        sent.entry().isUnread() ? text.landed(id, table) : text.landedAgain(id, table));
    return true;
  }

  /** The table that the record landed in, or null where it has not until {@code deadline}. */
  private String landed(Sent sent, Instant deadline) {
    while (true) {
      List<List<String>> rows =
          trino
              .query(
                  "SELECT target_table FROM lake.ops.quarantine_replay WHERE quarantine_id = ? AND"
                      + " topic = ? AND \"partition\" = "
                      + sent.place().partition()
                      + " AND \"offset\" = "
                      + sent.place().offset(),
                  List.of(sent.entry().id(), sent.place().topic()))
              .rows();
      if (!rows.isEmpty()) {
        return rows.getFirst().getFirst();
      }
      if (Instant.now().isAfter(deadline)) {
        return null;
      }
      pause();
    }
  }

  /** Code and reason of the second entry, whose commit may come a moment after the note of it. */
  private List<String> fault(Sent sent) {
    String again =
        "landing:%s:%d:%d"
            .formatted(sent.place().topic(), sent.place().partition(), sent.place().offset());
    for (int attempt = 0; attempt < MOST_LOOKS; attempt++) {
      List<List<String>> rows =
          trino
              .query(
                  "SELECT reason_code, reason FROM lake.ops.quarantine WHERE quarantine_id = ?",
                  List.of(again))
              .rows();
      if (!rows.isEmpty()) {
        return rows.getFirst();
      }
      pause();
    }
    return List.of("-", again);
  }

  private static void pause() {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new YunheException(ErrorCode.UNREACHABLE, "interrupted", "", e);
    }
  }
}
