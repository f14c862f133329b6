package org.yunhe.ingestion.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.yunhe.ingestion.simulator.store.Row;
import org.yunhe.models.identity.ResidentId;

class RegionWriterTest {

  private static final LocalDate DAY = LocalDate.of(2026, 6, 30);
  private static final SimulationPlan PLAN = new SimulationPlan(120, 7, DAY, 3, 0);
  private static final MemorySink REGION = MemorySink.region(PLAN);

  /** States of a referral and those that may follow. */
  private static final Map<String, Set<String>> NEXT =
      Map.of(
          "10", Set.of("20", "92"),
          "20", Set.of("30", "91", "92", "94"),
          "30", Set.of("40", "91", "20"),
          "40", Set.of("50"),
          "50", Set.of("60", "93", "92"),
          "60", Set.of("70"),
          "70", Set.of("80"),
          "80", Set.of("85"));

  @Test
  void theSameSeedGivesTheSameRows() {
    assertThat(text(MemorySink.region(PLAN))).isEqualTo(text(REGION));
    SimulationPlan other = new SimulationPlan(120, 8, DAY, 3, 0);
    assertThat(text(MemorySink.region(other))).isNotEqualTo(text(REGION));
  }

  private static String text(MemorySink region) {
    StringBuilder text = new StringBuilder();
    region.tables().forEach((table, rows) -> rows.forEach(row -> text.append(row).append('\n')));
    return text.toString();
  }

  @Test
  void rowsGrowWithResidents() {
    long half = MemorySink.region(new SimulationPlan(60, 7, DAY, 3, 0)).size();
    assertThat((double) REGION.size() / half).isBetween(1.5, 2.5);
    assertThat(REGION.size() / PLAN.residents()).isBetween(200L, 600L);
  }

  @Test
  void residentIdsHaveTheRightCheckDigitAndAnInventedRegion() {
    assertThat(REGION.patients())
        .allSatisfy(
            patient -> {
              String id = patient.resident().idNumber();
              assertThat(ResidentId.normalize(id)).contains(id);
              assertThat(id).startsWith("99");
              assertThat((id.charAt(16) - '0') % 2 == 1).isEqualTo(patient.resident().male());
            });
  }

  @Test
  void someLocalIdentitiesDifferFromTheTruth() {
    List<String> variations =
        REGION.patients().stream().map(p -> p.variation()).filter(v -> !v.isEmpty()).toList();
    double share = (double) variations.size() / REGION.patients().size();
    assertThat(share).isBetween(0.1, 0.4);
    assertThat(String.join(" ", variations)).contains("phone-changed", "id-missing");
  }

  @Test
  void referralsTakeLegalStepsInOrderOfTime() {
    Map<Object, Row> last = new HashMap<>();
    assertThat(REGION.rows("referral.referral_status_log")).isNotEmpty();
    for (Row row : REGION.rows("referral.referral_status_log")) {
      Row before = last.put(row.get("referral_no"), row);
      if (before == null) {
        assertThat(row.get("to_status")).isEqualTo("10");
      } else {
        assertThat(row.get("from_status")).isEqualTo(before.get("to_status"));
        assertThat(NEXT.get((String) row.get("from_status")))
            .contains((String) row.get("to_status"));
        assertThat((LocalDateTime) row.get("changed_at"))
            .isAfterOrEqualTo((LocalDateTime) before.get("changed_at"));
      }
    }
    for (Row row : REGION.rows("referral.referral")) {
      assertThat(row.get("status")).isEqualTo(last.get(row.get("referral_no")).get("to_status"));
      assertThat(row.get("apply_org")).isNotEqualTo(row.get("recv_org"));
    }
  }

  @Test
  void itemsSumToTheBill() {
    sums("his_city.mz_sfmx", "his_city.mz_sfzb", "sfxh", "je", "zje");
    sums("his_east.bill_items", "his_east.bill_master", "rcpt_no", "costs", "total_costs");
    sums("his_west.bill_items", "his_west.bill_master", "rcpt_no", "costs", "total_costs");
    sums("his_cloud.tb_his_fee_detail", "his_cloud.tb_his_mz_charge", "sfbh", "je", "zje");
  }

  private static void sums(String items, String bills, String key, String item, String total) {
    Map<Object, BigDecimal> sums =
        REGION.rows(items).stream()
            .filter(row -> row.get(key) != null)
            .collect(
                Collectors.toMap(
                    row -> row.get(key), row -> (BigDecimal) row.get(item), BigDecimal::add));
    assertThat(REGION.rows(bills))
        .isNotEmpty()
        .allSatisfy(bill -> assertThat(sums.get(bill.get(key))).isEqualTo(bill.get(total)));
  }

  @Test
  void everyVisitHasARegisteredPatientAndEndsAfterItBegan() {
    Set<Object> patients =
        REGION.patients().stream().map(p -> (Object) p.no()).collect(Collectors.toSet());
    assertThat(REGION.rows("his_city.mz_jzjl")).allMatch(r -> patients.contains(r.get("brid")));
    assertThat(REGION.rows("his_east.pat_visit"))
        .allMatch(r -> patients.contains(r.get("patient_id")))
        .allMatch(
            r ->
                r.get("discharge_time") == null
                    || ((LocalDateTime) r.get("discharge_time"))
                        .isAfter((LocalDateTime) r.get("admission_time")));
  }

  @Test
  void nothingHappensAfterTheDay() {
    LocalDateTime end = DAY.plusDays(1).atStartOfDay();
    REGION
        .tables()
        .forEach(
            (table, rows) -> {
              for (Row row : rows) {
                for (String column :
                    List.of("jzsj", "sskssj", "report_time", "changed_at", "jzksrq")) {
                  if (row.get(column) instanceof LocalDateTime time) {
                    assertThat(time).as(table).isBefore(end);
                  }
                }
              }
            });
  }

  @Test
  void theTablesCarryNearlyAllEventsOfThePool() {
    for (String kind : List.of("condition", "procedure", "medication", "observation")) {
      long all = events(kind, "");
      assertThat((double) events(kind, "not-in-table") / all).as(kind).isLessThan(0.05);
    }
  }

  private static long events(String kind, String outcome) {
    return REGION.events().entrySet().stream()
        .filter(e -> e.getKey().startsWith(kind + " " + outcome))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  @Test
  void laboratoryResultsHaveCodesOfTheirHospital() {
    Set<Object> offered =
        REGION.rows("lis_city.lis_item_dict").stream()
            .map(row -> row.get("item_code"))
            .collect(Collectors.toSet());
    assertThat(REGION.rows("lis_city.lis_result"))
        .isNotEmpty()
        .allMatch(row -> offered.contains(row.get("item_code")))
        .allMatch(row -> Objects.nonNull(row.get("result_value")));
  }
}
