package org.yunhe.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What the live referral flow says of the region, asked in Trino, against SQL on the referral
 * platform's own database.
 */
@Tag(RunningPlatform.TAG)
@ExtendWith(RunningPlatform.class)
@Order(Integer.MAX_VALUE - 2)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReferralEndToEndTest {
  private static final Duration BREACHES_FOUND = Duration.ofSeconds(60);
  private static final Duration SEEN = Duration.ofSeconds(20);

  /** Limits as the reference of the domain words them, over the columns of the platform. */
  private static final String BREACHES =
      """
      SELECT 'referral:' || referral_no || ' ' || code || ' ' || level
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
      """;

  private static final String COUNTS =
      """
      SELECT CASE direction WHEN '1' THEN 'up' ELSE 'down' END || ' ' || CASE status
        WHEN '10' THEN 'DRAFT' WHEN '20' THEN 'SUBMITTED' WHEN '30' THEN 'RECEIVED' WHEN '40' THEN 'ACCEPTED'
        WHEN '50' THEN 'SCHEDULED' WHEN '60' THEN 'ARRIVED' WHEN '70' THEN 'IN_TREATMENT' WHEN '80' THEN 'COMPLETED'
        WHEN '85' THEN 'FOLLOWED_UP' WHEN '91' THEN 'REJECTED' WHEN '92' THEN 'CANCELLED' WHEN '93' THEN 'NO_SHOW'
        WHEN '94' THEN 'EXPIRED' END || ' ' || count(*)
      FROM ref.referral WHERE direction IN ('1', '2') GROUP BY direction, status
      """;

  private TestPlatform platform;

  @BeforeAll
  void startPlatform(TestPlatform running) {
    platform = running;
  }

  @Test
  @Order(1)
  void countsAreThoseOfThePlatform() throws SQLException {
    TreeSet<String> counts =
        lake(
            """
            SELECT direction || ' ' || state || ' ' || CAST(count(*) AS varchar)
            FROM mart.referral_current GROUP BY direction, state
            """);

    assertThat(counts).isEqualTo(source(COUNTS));
    assertThat(counts).hasSizeGreaterThan(4);
    assertThat(lake("SELECT referral_id FROM mart.referral_current WHERE from_org_name IS NULL"))
        .as("every institution has its name")
        .isEmpty();
    assertThat(lake("SELECT event_id FROM ops.referral_event WHERE NOT legal"))
        .as("the simulator takes legal steps only")
        .isEmpty();
  }

  @Test
  @Order(2)
  void breachesAreThoseOfThePlatform() {
    await()
        .atMost(BREACHES_FOUND)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () ->
                assertThat(
                        lake(
                            """
                            SELECT referral_id || ' ' || limit_code || ' ' || CAST(level AS varchar)
                            FROM ops.sla_breach GROUP BY referral_id, limit_code, level, visit
                            HAVING max_by(status, revision) = 'BREACH'
                            """))
                    .hasSizeGreaterThan(5)
                    .isEqualTo(source(BREACHES)));
  }

  @Test
  @Order(3)
  void aChangeOfStateIsSeenWithinSeconds() throws SQLException {
    String no = source("SELECT min(referral_no) FROM ref.referral WHERE status = '85'").first();
    String followedUp =
        source("SELECT followed_up_at::text FROM ref.referral WHERE referral_no = '" + no + "'")
            .first();
    long start;
    try (Connection database = platform.postgres().connect("referral");
        Statement statement = database.createStatement()) {
      statement.executeUpdate(
          "UPDATE ref.referral SET status = '80', followed_up_at = NULL WHERE referral_no = '"
              + no
              + "'");
      start = System.nanoTime();
    }
    await()
        .atMost(SEEN)
        .pollInterval(Duration.ofMillis(100))
        .until(
            () ->
                lake("SELECT state FROM mart.referral_current WHERE referral_id = 'referral:"
                        + no
                        + "'")
                    .contains("COMPLETED"));
    System.out.printf(
        "a change of state was seen in mart.referral_current after %d ms%n",
        (System.nanoTime() - start) / 1_000_000);
    assertThat(
            lake(
                "SELECT status FROM ops.referral_event WHERE to_state = 'FOLLOWED_UP' AND revision"
                    + " = 2 AND referral_id = 'referral:"
                    + no
                    + "'"))
        .containsExactly("RETRACTED");
    try (Connection database = platform.postgres().connect("referral");
        Statement statement = database.createStatement()) {
      statement.executeUpdate(
          "UPDATE ref.referral SET status = '85', followed_up_at = '%s' WHERE referral_no = '%s'"
              .formatted(followedUp, no));
    }
  }

  private TreeSet<String> lake(String sql) throws SQLException {
    try (Connection trino = platform.trino("platform")) {
      return texts(trino, sql);
    }
  }

  private TreeSet<String> source(String sql) throws SQLException {
    try (Connection database = platform.postgres().connect("referral")) {
      return texts(database, sql);
    }
  }

  private static TreeSet<String> texts(Connection connection, String sql) throws SQLException {
    TreeSet<String> texts = new TreeSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }
}
