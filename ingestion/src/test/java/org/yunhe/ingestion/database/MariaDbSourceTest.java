package org.yunhe.ingestion.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.yunhe.ingestion.behaviour.ConnectBed;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.lakehouse.feed.FeedMark;

/** A hospital on MariaDB behaves as every source does. */
class MariaDbSourceTest extends DatabaseBehaviour {

  @Override
  HospitalDatabase hospital(YunheConfig config, ConnectBed bed) throws Exception {
    return new MariaDbHospital(config, bed);
  }

  @Test
  @Order(24)
  void aTableIsReadAgainBySignalWhileChangesGoOn() throws Exception {
    readAgainBySignal();
  }

  @Test
  @Order(30)
  void theOffsetFollowsTheLogThoughNothingThatIsCapturedChanges() throws Exception {
    hospital().execute("CREATE DATABASE elsewhere");
    hospital().execute("CREATE TABLE elsewhere.noise (id int PRIMARY KEY)");
    hospital().execute("INSERT INTO elsewhere.noise SELECT seq FROM elsewhere.seq_1_to_5000");
    hospital().execute("FLUSH BINARY LOGS");
    long end = feed().position().end();

    await().atMost(Duration.ofSeconds(40)).until(() -> feed().position().reached(end));

    assertThat(feed().position().bytes()).isZero();
  }

  @Test
  @Order(31)
  void aStatementWithoutRowsThatNothingFollowsIsNoLag() throws Exception {
    hospital().execute("CREATE TABLE elsewhere.empty (id int PRIMARY KEY)");
    FeedMark mark = feed().mark();

    await().atMost(Duration.ofSeconds(40)).until(mark::passed);

    assertThat(feed().position().bytes()).isZero();
  }
}
