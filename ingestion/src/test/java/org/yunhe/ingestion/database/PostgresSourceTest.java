package org.yunhe.ingestion.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.yunhe.ingestion.behaviour.ConnectBed;
import org.yunhe.lakehouse.config.YunheConfig;

/** A hospital on PostgreSQL behaves as every source does. */
class PostgresSourceTest extends DatabaseBehaviour {

  @Override
  HospitalDatabase hospital(YunheConfig config, ConnectBed bed) throws Exception {
    return new PostgresHospital(config, bed);
  }

  @Test
  @Order(30)
  void aQuietDatabaseBesideABusyOneHoldsNoLogBack() throws Exception {
    PostgresHospital hospital = (PostgresHospital) hospital();
    hospital.commitElsewhere(
        "CREATE TABLE noise AS SELECT repeat('x', 500) FROM generate_series(1, 20000)");
    long end = feed().position().end();

    await().atMost(Duration.ofSeconds(40)).until(() -> feed().position().reached(end));

    assertThat(
            hospital.ask(
                "SELECT restart_lsn > '0/0' FROM pg_replication_slots"
                    + " WHERE slot_name = 'yunhe_his_east'"))
        .isEqualTo("t");
  }
}
