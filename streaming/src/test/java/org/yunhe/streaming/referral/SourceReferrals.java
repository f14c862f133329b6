package org.yunhe.streaming.referral;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A referral platform's own table in PostgreSQL, filled with histories of which every change is
 * kept as the envelope that capture would send; and what SQL on that table says of it.
 */
final class SourceReferrals implements AutoCloseable {
  private static final ZoneId CLOCK = ZoneId.of("Asia/Shanghai");
  private static final DateTimeFormatter DEBEZIUM =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'");
  private static final List<String> TIMES =
      List.of(
          "created_at",
          "submitted_at",
          "received_at",
          "accepted_at",
          "scheduled_at",
          "arrived_at",
          "treated_at",
          "completed_at",
          "followed_up_at");
  private static final List<String> STATES =
      List.of("10", "20", "30", "40", "50", "60", "70", "80", "85");

  /** What a closed referral was closed from. */
  private static final Map<String, Integer> CLOSED = Map.of("91", 2, "92", 1, "93", 4, "94", 1);

  private final Connection connection;
  private final Random random = new Random(20260302);
  private final List<Change> changes = new ArrayList<>();
  private long position = 1_000;

  /** One record for the topic: key, null for the whole table, and value or null. */
  record Change(String key, String value) {}

  SourceReferrals(Connection connection) throws SQLException {
    this.connection = connection;
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          """
          CREATE SCHEMA ref;
          CREATE TABLE ref.referral (
            referral_no text PRIMARY KEY, direction text, urgency text, apply_org text, recv_org text,
            apply_system text, apply_patient_no text, status text, created_at timestamp, submitted_at timestamp,
            received_at timestamp, accepted_at timestamp, scheduled_at timestamp, arrived_at timestamp,
            treated_at timestamp, completed_at timestamp, feedback_at timestamp, followed_up_at timestamp,
            closed_at timestamp, close_reason text)
          """);
    }
  }

  /** Every change so far, in the order of the log. */
  List<Change> changes() {
    return List.copyOf(changes);
  }

  /** Adds that many referrals with everything that happened to them. */
  void live(int count) throws SQLException {
    for (int i = 0; i < count; i++) {
      Map<String, Object> row = begun("ZZ%04d".formatted(i));
      boolean recent = random.nextInt(6) == 0;
      LocalDateTime now = LocalDateTime.now(CLOCK).truncatedTo(ChronoUnit.SECONDS);
      LocalDateTime at = recent ? now.minusMinutes(5) : now.minusDays(90 + random.nextInt(90));
      int last = random.nextInt(STATES.size());
      String closed =
          random.nextInt(5) == 0 ? List.of("91", "92", "93", "94").get(random.nextInt(4)) : null;
      if (closed != null) {
        last = CLOSED.get(closed);
      }
      for (int step = 0; step <= last; step++) {
        row.put("status", STATES.get(step));
        row.put(TIMES.get(step), at);
        if (step == 7 && random.nextBoolean()) {
          row.put("feedback_at", at.plusHours(random.nextInt(48)));
        }
        mistaken(row, TIMES.get(step), at);
        save(row);
        at = recent ? at.plusSeconds(random.nextInt(10)) : at.plusMinutes(1 + pause());
      }
      if (closed != null) {
        row.put("status", closed);
        row.put("closed_at", at);
        row.put("close_reason", "床位已满");
        save(row);
      }
      if (random.nextInt(20) == 0) {
        delete(row);
      }
    }
  }

  /** A referral of its own with these values, seen once. */
  void put(String no, Map<String, Object> values) throws SQLException {
    Map<String, Object> row = begun(no);
    row.putAll(values);
    save(row);
  }

  /** Sometimes a time is first entered wrongly, later than it was. */
  private void mistaken(Map<String, Object> row, String column, LocalDateTime at)
      throws SQLException {
    if (random.nextInt(8) == 0) {
      row.put(column, at.plusHours(1 + random.nextInt(100)));
      save(row);
      row.put(column, at);
    }
  }

  private int pause() {
    return random.nextInt(List.of(30, 300, 3000, 15_000).get(random.nextInt(4)));
  }

  private Map<String, Object> begun(String no) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("referral_no", no);
    row.put("direction", List.of("1", "1", "1", "2", "2", "3").get(random.nextInt(6)));
    row.put("urgency", random.nextInt(4) == 0 ? "2" : "1");
    row.put("apply_org", "990201T001");
    row.put("recv_org", "990100H001");
    row.put("apply_system", "his_cloud");
    row.put("apply_patient_no", "P" + no);
    return row;
  }

  private void save(Map<String, Object> row) throws SQLException {
    String columns = String.join(", ", row.keySet());
    String values = row.keySet().stream().map(c -> "?").collect(Collectors.joining(", "));
    String update =
        row.keySet().stream().map(c -> c + " = excluded." + c).collect(Collectors.joining(", "));
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO ref.referral (%s) VALUES (%s) ON CONFLICT (referral_no) DO UPDATE SET %s"
                .formatted(columns, values, update))) {
      int i = 1;
      for (Object value : row.values()) {
        statement.setObject(i++, value);
      }
      statement.execute();
    }
    changes.add(new Change(key(row), envelope("null", json(row), "u")));
  }

  private void delete(Map<String, Object> row) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("DELETE FROM ref.referral WHERE referral_no = ?")) {
      statement.setObject(1, row.get("referral_no"));
      statement.execute();
    }
    changes.add(new Change(key(row), envelope(json(row), "null", "d")));
    changes.add(new Change(key(row), null));
  }

  /** Empties the table. */
  void truncate() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("TRUNCATE ref.referral");
    }
    changes.add(new Change(null, envelope("null", "null", "t")));
  }

  private static String key(Map<String, Object> row) {
    return "{\"referral_no\":\"%s\"}".formatted(row.get("referral_no"));
  }

  private String envelope(String before, String after, String operation) {
    return """
        {"before":%s,"after":%s,"source":{"connector":"postgresql","ts_ms":%d,"lsn":%d},"op":"%s"}\
        """
        .formatted(before, after, System.currentTimeMillis(), position++, operation);
  }

  private static String json(Map<String, Object> row) {
    return row.entrySet().stream()
        .map(e -> "\"%s\":\"%s\"".formatted(e.getKey(), text(e.getValue())))
        .collect(Collectors.joining(",", "{", "}"));
  }

  /** A timestamp without zone as Debezium writes it: with a closing Z. */
  private static String text(Object value) {
    return value instanceof LocalDateTime at ? DEBEZIUM.format(at) : (String) value;
  }

  /** Referrals by direction and state. */
  TreeSet<String> countsByDirectionAndState() throws SQLException {
    return query(
        """
        SELECT direction || ' ' || status || ' ' || count(*) FROM ref.referral
        WHERE direction IN ('1', '2') GROUP BY direction, status
        """);
  }

  /** Every state that was ever reached. */
  TreeSet<String> steps() throws SQLException {
    return query(
        """
        SELECT referral_no || ' ' || state || ' ' || to_char(at, 'YYYY-MM-DD HH24:MI:SS')
        FROM ref.referral, LATERAL (VALUES
          ('DRAFT', created_at), ('SUBMITTED', submitted_at), ('RECEIVED', received_at),
          ('ACCEPTED', accepted_at), ('SCHEDULED', scheduled_at), ('ARRIVED', arrived_at),
          ('IN_TREATMENT', treated_at), ('COMPLETED', completed_at), ('FOLLOWED_UP', followed_up_at),
          (CASE status WHEN '91' THEN 'REJECTED' WHEN '92' THEN 'CANCELLED' WHEN '93' THEN 'NO_SHOW'
             WHEN '94' THEN 'EXPIRED' END, closed_at)) AS step (state, at)
        WHERE direction IN ('1', '2') AND at IS NOT NULL
        """);
  }

  /** Every limit that was not met, as the reference of the domain words it. */
  TreeSet<String> breaches() throws SQLException {
    return query(
        """
        SELECT referral_no || ' ' || code || ' ' || level
        FROM ref.referral, LATERAL (VALUES
          ('up-claim', 1, '1', '1', submitted_at, coalesce(received_at, closed_at), interval '2 hours'),
          ('up-claim', 2, '1', '1', submitted_at, coalesce(received_at, closed_at), interval '48 hours'),
          ('up-claim-emergency', 1, '1', '2', submitted_at, coalesce(received_at, closed_at), interval '15 minutes'),
          ('up-review', 1, '1', urgency, received_at, coalesce(accepted_at, closed_at), interval '24 hours'),
          ('up-arrange', 1, '1', urgency, accepted_at, coalesce(scheduled_at, closed_at), interval '2 hours'),
          ('up-arrival', 1, '1', urgency, scheduled_at, coalesce(arrived_at, closed_at), interval '48 hours'),
          ('up-arrival', 2, '1', urgency, scheduled_at, coalesce(arrived_at, closed_at), interval '7 days'),
          ('feedback', 1, direction, urgency, completed_at, feedback_at, interval '24 hours'),
          ('follow-up', 1, direction, urgency, completed_at, followed_up_at, interval '7 days'),
          ('follow-up', 2, direction, urgency, completed_at, followed_up_at, interval '14 days'),
          ('down-allocate', 1, '2', urgency, submitted_at, coalesce(received_at, closed_at), interval '24 hours'),
          ('down-allocate', 2, '2', urgency, submitted_at, coalesce(received_at, closed_at), interval '48 hours'),
          ('down-allocate', 3, '2', urgency, submitted_at, coalesce(received_at, closed_at), interval '72 hours'),
          ('down-respond', 1, '2', urgency, received_at, coalesce(accepted_at, closed_at), interval '48 hours'),
          ('down-visit', 1, '2', urgency, scheduled_at, coalesce(arrived_at, closed_at), interval '7 days')
        ) AS l (code, level, of_direction, of_urgency, entered, met, allowed)
        WHERE direction IN ('1', '2') AND direction = of_direction AND urgency = of_urgency
          AND coalesce(met, now() AT TIME ZONE 'Asia/Shanghai') - entered > allowed
        """);
  }

  private TreeSet<String> query(String sql) throws SQLException {
    TreeSet<String> rows = new TreeSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        rows.add(result.getString(1));
      }
    }
    return rows;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
